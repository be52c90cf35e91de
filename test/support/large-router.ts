const [entries, pushes, elements] = [50_000, 20, 20_000];

/** Entries as `conntrack -R` reads them: one process for all. */
const connections = `awk 'BEGIN {
  for (i = 0; i < ${entries}; i++) {
    push = i % ${entries / pushes} == 7; net = push ? "17.57.144." i % 250 : "198.51." i % 100 "." i % 250; port = push ? 5223 : 443
    printf "-A -p %s -t 7000 %s -u SEEN_REPLY,ASSURED -s 192.168.%d.%d -d %s -r %s -q 203.0.113.2 --sport %d --dport %d --reply-port-src %d --reply-port-dst %d\\n",
      push ? "tcp" : "udp", push ? "--state ESTABLISHED" : "", 1 + i % 4, 2 + i % 250, net, net, 10000 + i, port, port, 10000 + i
  }
}' | conntrack -R - >/dev/null`;

/** A set of networks of which one matters, and one of pairs. */
const rules = `awk 'BEGIN {
  print "table inet fw4 {"
  print "set far { type ipv4_addr; flags interval; elements = { 17.57.144.0/22"
  for (i = 0; i < ${elements}; i++) printf ", 100.%d.%d.%d/29\\n", 64 + i / 8192, i / 32 % 256, i % 32 * 8
  print "}\\n}"
  print "set seen { type ipv4_addr . inet_service; elements = { 192.168.1.1 . 1"
  for (i = 0; i < ${elements}; i++) printf ", 10.1.%d.%d . 443\\n", i / 250, i % 250
  print "}\\n}"
  print "chain forward { type filter hook forward priority filter; policy accept;"
  print "ip daddr @far counter accept"
  print "ip saddr @far counter accept"
  print "ip saddr . tcp dport @seen counter accept"
  print "}\\n}"
}' | nft -f -`;

/** A router with many connections, some of them push, and large sets; `fill` makes one of a new network namespace. */
export const largeRouter = { entries, pushes, elements, fill: `${rules}\n${connections}` };
