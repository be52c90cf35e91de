# Counters of both directions, where the kernel keeps them: whenever they move, the agent tells the connection.
function more(  i, text) {
	text = ""
	for (i = 5; i in part; i++) if (part[i] ~ /^(packets|bytes)=/) text = text " " part[i]
	return text
}
