# Replaces names, MACs and addresses in a capture, the same always by the same. Input: a capture, line by line.
# It does what redact.ts does, line for line; a test holds one against the other.
#   S            the section a line stands in
#   dev[name]    a device's number, from the lease file F;  rule[name]  a rule's number
#   node[bits]   the bit first seen below a prefix of an address;  seen[kind, thing]  numbers of other things
function num(kind, thing) {
  if (!((kind, thing) in seen)) seen[kind, thing] = ++count[kind]
  return seen[kind, thing]
}
function bits4(t,  a, i, o) {
  if (split(t, a, ".") != 4) return ""
  o = ""
  for (i = 1; i <= 4; i++) {
    if (a[i] !~ /^[0-9]+$/ || length(a[i]) > 3 || a[i] + 0 > 255 || a[i] != a[i] + 0 "") return ""
    o = o B[int(a[i] / 16)] B[a[i] % 16]
  }
  return o
}
function groups(t, a,  n, i) {
  if (t == "") return 0
  n = split(t, a, ":")
  for (i = 1; i <= n; i++) if (a[i] !~ /^[0-9A-Fa-f]+$/ || length(a[i]) > 4) return -1
  return n
}
function bits6(t,  p, a, b, n, m, i, h) {
  p = index(t, "::")
  n = groups(p ? substr(t, 1, p - 1) : t, a)
  m = p ? groups(substr(t, p + 2), b) : 0
  if (n < 0 || m < 0 || (p ? n + m > 7 : n != 8)) return ""
  h = ""
  for (i = 1; i <= n; i++) h = h substr("0000" a[i], length(a[i]) + 1)
  for (i = n + m; i < 8; i++) h = h "0000"
  for (i = 1; i <= m; i++) h = h substr("0000" b[i], length(b[i]) + 1)
  return nibbles(tolower(h))
}
function nibbles(h,  i, o) {
  o = ""
  for (i = 1; i <= length(h); i++) o = o B[index("0123456789abcdef", substr(h, i, 1)) - 1]
  return o
}
function value(b,  i, v) {
  v = 0
  for (i = 1; i <= length(b); i++) v = v * 2 + substr(b, i, 1)
  return v
}
function text(b,  i, o) {
  o = ""
  if (length(b) == 32) for (i = 1; i <= 32; i += 8) o = o (i > 1 ? "." : "") value(substr(b, i, 8))
  else for (i = 1; i <= 128; i += 16) o = o (i > 1 ? ":" : "") sprintf("%x", value(substr(b, i, 16)))
  return o
}
function image(b, keep, vary,  at, o, k, c, p) {
  o = substr(b, 1, keep)
  for (at = keep; at < vary; at++) {
    k = length(b) " " substr(b, 1, at)
    c = substr(b, at + 1, 1)
    if (!(k in node)) node[k] = c
    p = at < 80 ? substr("01101100", at % 8 + 1, 1) : "0"
    if (at == vary - 1) o = o (1 - c)
    else o = o (c == node[k] ? p : 1 - p)
  }
  return o substr(b, vary + 1)
}
# "" for what is no address; len: of its network, -1 where none is said
function address(t, len,  b, i, r, z) {
  b = index(t, ".") ? bits4(t) : index(t, ":") ? bits6(t) : ""
  if (b == "") return ""
  for (i = 1; i <= kinds; i++) if (length(b) == kindLength[i] && (kindBits[i] == "" || index(b, kindBits[i]) == 1)) break
  z = len >= 0 && index(substr(b, len + 1), "1") == 0
  if (i > kinds || kindVary[i] == 0 || (z && len <= kindKeep[i])) return t
  r = image(b, kindKeep[i], kindVary[i])
  if (z) { r = substr(r, 1, len); while (length(r) < length(b)) r = r "0" }
  return text(r)
}
function mac(t,  l, h) {
  l = tolower(t)
  h = index("0123456789abcdef", substr(l, 2, 1)) - 1
  if (h % 2 == 1 || l == "00:00:00:00:00:00") return t
  l = sprintf("%04x", num("mac", l))
  return (int(h / 2) % 2 ? "02:00:00:00" : "00:00:5e:00") ":" substr(l, 1, 2) ":" substr(l, 3)
}
# what stands for a word of hexadecimal digits, colons and dots; "" where it stays
function word(t, len,  r, i, before, behind) {
  if (length(t) == 17 && t ~ /^[0-9A-Fa-f][0-9A-Fa-f](:[0-9A-Fa-f][0-9A-Fa-f])(:[0-9A-Fa-f][0-9A-Fa-f])(:[0-9A-Fa-f][0-9A-Fa-f])(:[0-9A-Fa-f][0-9A-Fa-f])(:[0-9A-Fa-f][0-9A-Fa-f])$/) return mac(t)
  r = t ~ /^[0-9A-Fa-f][0-9A-Fa-f](:[0-9A-Fa-f][0-9A-Fa-f])*$/ ? "" : address(t, len)
  if (r != "") return r
  for (i = length(t); i > 0 && substr(t, i, 1) != ":"; i--) continue
  before = substr(t, 1, i - 1)
  behind = substr(t, i + 1)
  if (i > 1 && index(behind, ".")) { r = address(behind, len); if (r != "") return before ":" r }
  if (i > 1 && behind ~ /^[0-9]+$/ && length(behind) <= 5) { r = address(before, -1); if (r != "") return r ":" behind }
  return t ~ /^[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*:/ ? "id-" num("id", tolower(t)) : ""
}
function words(line,  out, at, run, lead, trail, before, behind, rest, len, r) {
  out = ""
  before = ""
  while (match(line, /[0-9A-Fa-f]*[:.][0-9A-Fa-f]*[:.][0-9A-Fa-f:.]*/)) {
    run = substr(line, RSTART, RLENGTH)
    out = out substr(line, 1, RSTART - 1)
    if (RSTART > 1) before = substr(line, RSTART - 1, 1)
    rest = substr(line, RSTART + RLENGTH)
    lead = substr(run, 1, 1) == ":" && substr(run, 2, 1) != ":"
    trail = run ~ /\.$/ || run ~ /[^:]:$/
    behind = substr(rest, 1, 1)
    r = ""
    if ((lead || before !~ /[A-Za-z0-9_]/) && (trail || behind !~ /[A-Za-z0-9_]/)) {
      len = -1
      if (match(rest, /^(\/|", "len": )[0-9]+/) && RLENGTH < 16) { len = substr(rest, 1, RLENGTH); sub(/^[^0-9]*/, "", len); len = length(len) > 3 ? -1 : len + 0 }
      r = word(substr(run, 1 + lead, length(run) - lead - trail), len)
    }
    out = out (r == "" ? run : substr(run, 1, lead) r substr(run, length(run) - trail + 1))
    before = substr(run, length(run), 1)
    line = rest
  }
  return out line
}
# a comment of a rule: ours and the firewall's own stay, what people wrote does not
function comment(t,  mark, i, best, name) {
  if (t ~ /^pushmedic:/ || t ~ /^!fw[34]$/) return t
  if (t !~ /^!fw[34]: /) return "comment-" num("comment", t)
  mark = substr(t, 1, 6)
  t = substr(t, 7)
  best = ""
  for (name in rule) if (length(name) > length(best) && (t == name || index(t, name " ") == 1)) best = name
  return best == "" ? mark t : mark "rule-" rule[best] substr(t, length(best) + 1)
}
function quoted(line, open,  out, i, c, t) {
  out = ""
  while (i = index(line, open)) {
    out = out substr(line, 1, i + length(open) - 1)
    line = substr(line, i + length(open))
    t = ""
    while (line != "" && (c = substr(line, 1, 1)) != "\"") {
      if (c == "\\") { t = t c substr(line, 2, 1); line = substr(line, 3) }
      else { t = t c; line = substr(line, 2) }
    }
    out = out (line == "" ? t : comment(t))
  }
  return out line
}
function comments(line,  i) {
  line = quoted(quoted(quoted(line, "--comment \""), "\"comment\": \""), " comment \"")
  if ((i = index(line, "--comment ")) && substr(line, i + 10, 1) != "\"" && match(substr(line, i + 10), /^[^ ]+/))
    line = substr(line, 1, i + 9) comment(substr(line, i + 10, RLENGTH)) substr(line, i + 10 + RLENGTH)
  return line
}
function named(line, name, by,  out, i, a, b) {
  out = ""
  while (i = index(line, name)) {
    a = i > 1 ? substr(line, i - 1, 1) : substr(out, length(out), 1)
    b = substr(line, i + length(name), 1)
    out = out substr(line, 1, i - 1) ((a ~ /[A-Za-z0-9_-]/ || b ~ /[A-Za-z0-9_-]/) ? name : by)
    line = substr(line, i + length(name))
  }
  return out line
}
function lease(line,  a, head, rest, name) {
  if (!match(line, /^[0-9]+ [^ ]+ [^ ]+ /)) { sub(/^duid .*/, "duid *", line); return line }
  head = substr(line, 1, RLENGTH)
  rest = substr(line, RLENGTH + 1)
  if (!match(rest, / [^ ]+$/) || RSTART == 1) return line
  name = substr(rest, 1, RSTART - 1)
  split(head, a, " ")
  if (index(a[2], ":") == 0) a[2] = "0"
  return a[1] " " a[2] " " a[3] " " (name == "*" ? "*" : "device-" dev[name]) " *"
}
BEGIN {
  for (i = 0; i < 16; i++) B[i] = (i > 7) (int(i / 4) % 2) (int(i / 2) % 2) (i % 2)
  kinds = split(KINDS, list, ";")
  for (i = 1; i <= kinds; i++) { split(list[i], k, " "); kindLength[i] = k[1]; kindKeep[i] = k[2]; kindVary[i] = k[3]; kindBits[i] = k[4] }
  usual = " Allow-DHCP-Renew Allow-Ping Allow-IGMP Allow-DHCPv6 Allow-MLD Allow-ICMPv6-Input Allow-ICMPv6-Forward Allow-IPSec-ESP Allow-ISAKMP Support-UDP-Traceroute "
  while ((getline line < F) > 0)
    if (match(line, /^[0-9]+ [^ ]+ [^ ]+ /)) {
      line = substr(line, RLENGTH + 1)
      if (match(line, / [^ ]+$/) && RSTART > 1) { line = substr(line, 1, RSTART - 1); if (line != "*" && !(line in dev)) { dev[line] = ++devices; order[devices] = line } }
    }
  getline host < H
}
/^===/ { S = $2; print; next }
S == "" { if ($0 == "") print "redacted: yes"; print; next }
S ~ /^(firmware|clock|tools|sysctls|table|end)$/ { print; next }
S == "system" { sub(/^hostname=.*/, "hostname=router"); sub(/"hostname": "[^"]*"/, "\"hostname\": \"router\""); print; next }
S == "leases" { $0 = lease($0) }
S == "uci" && /^firewall\.[^.=]+=[A-Za-z0-9_]+$/ { split($0, a, "="); type[a[1]] = a[2] }
S == "uci" && /^firewall\.[^.=]+\.name='.*'$/ {
  i = index($0, ".name='")
  name = substr($0, i + 7, length($0) - i - 7)
  if (type[substr($0, 1, i - 1)] ~ /^(rule|redirect|nat|include)$/ && name != "" && index(usual, " " name " ") == 0 && name !~ /^pushmedic/ && !(name in rule)) rule[name] = ++rules
  if (name in rule) $0 = substr($0, 1, i + 6) "rule-" rule[name] "'"
}
S == "config" && /:config ['"]?(host|domain|tag|mac|hostrecord|cname|ipset)['"]? / { sub(/ [^ ]*$/, "") }
S == "config" && /:[ \t]*list ['"]?(server|address)['"]? / {
  n = split($0, a, "/")
  for (i = 2; i <= n; i++) if (a[i] ~ /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/ && a[i] ~ /[A-Za-z]/ && a[i] !~ /(^|\.)(apple\.com|google\.com|googleapis\.com|akadns\.net)$/) a[i] = "name-" num("name", a[i])
  $0 = a[1]
  for (i = 2; i <= n; i++) $0 = $0 "/" a[i]
}
{
  line = comments($0)
  if (S !~ /^(uci|nft|iptables|intercept|conntrack|own|samples|leases)$/) {
    gsub(/"hostname": ?"[^"]*"/, "\"hostname\":\"*\"", line)
    gsub(/"username": ?"[^"]*"/, "\"username\":\"*\"", line)
    gsub(/"domain": ?"[^"]*"/, "\"domain\":\"*\"", line)
    gsub(/"dns-search": ?\[[^\]]*\]/, "\"dns-search\":[]", line)
    gsub(/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z][A-Za-z]+/, "account", line)
    if (length(host) > 3 && tolower(host) !~ /^(openwrt|lede|immortalwrt|localhost)$/) line = named(line, host, "router")
    for (i = 1; i <= devices; i++) if (length(order[i]) > 3 && tolower(order[i]) !~ /^(openwrt|lede|immortalwrt|localhost)$/) line = named(line, order[i], "device-" i)
  }
  print words(line)
}
