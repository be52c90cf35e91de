# Cuts what `iptables -S` prints down to what a forwarded packet can meet: FORWARD and the chains it leads to, in the order
# in which they are come to. busybox awk, mawk and gawk.
#
# Variables (-v): MOST bytes of rules that are printed. Where they do not fit, rules that only drop are left out first;
#   then the rest of a chain becomes a jump to a chain nobody has.
#
# A line that begins with no `-A`, `-N` or `-P` goes on with a comment of the line before.

/^-[ANP] / && !open { chain = $2; if (!(chain in first)) first[chain] = NR; else after[last[chain]] = NR; last[chain] = NR }
!/^-[ANP] / || open { if (NR > 1 && chain != "") { L[last[chain]] = L[last[chain]] "\n" $0; open = odd($0) ? !open : open }; next }
{ L[NR] = $0; open = odd($0) }

# Whether a quote stays open: quotes escaped with a backslash inside them are none.
function odd(s) { gsub(/\\./, "", s); return gsub(/"/, "", s) % 2 }

function plain(s) { gsub(/"([^"\\]|\\.)*"/, "", s); return s }

function reach(c) { if (!(c in seen)) { seen[c] = 1; queue[++reached] = c } }

function spare(s) { return s ~ / -j (DROP|REJECT)( --reject-with [a-z-]+)?$/ && split(s, w, " ") > 4 }

END {
	reach("FORWARD")
	for (at = 1; at <= reached; at++)
		for (i = first[queue[at]]; i; i = after[i]) {
			bytes += length(L[i]) + 1
			s = plain(L[i])
			if (match(s, / -[jg] [^ ]+/)) {
				to = substr(s, RSTART + 4, RLENGTH - 4)
				if (to in first) reach(to)
			}
		}
	for (at = 1; at <= reached; at++)
		for (i = first[queue[at]]; i; i = after[i]) {
			if (bytes > MOST && spare(plain(L[i]))) { left++; continue }
			if (spent + length(L[i]) > MOST) { print "-A " queue[at] " -j cut-off"; cut = 1; break }
			spent += length(L[i]) + 1
			print L[i]
		}
}
