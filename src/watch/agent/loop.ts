import { pushOnly } from '../../probes/push-filter.ts';

/** More push connections than this in one household are not followed one by one. */
const mostFlows = 400;
/** Seconds without anything to say after which the loop says that it lives. */
const heartbeatS = 28;
/** Seconds left at which a device is asked whether it is there, so that its neighbour entry tells the truth in time. */
const askAtS = 12;
/** Seconds a device whose connection is gone is looked after, and how often. */
const missedS = 7200;
const missedEveryS = 60;

/**
 * The awk program that reads looks and prints what changed. busybox, mawk and gawk; no function of one alone.
 *
 * In: `T <uptime>`, lines of the table, `E <status of the read>`. Out, per look that has something to say:
 *
 *     N t <uptime> <uptime> begins a look; when it was, and the look before it
 *     N b <boot id>         the loop has begun
 *     N s                   every connection there is has been told; what was not is not there
 *     N + <line>            a connection is new or changed
 *     N - <last> <since> <line>   in the table at `last` for the last time, missing in two looks from `since` on
 *     N n <line>            neighbour entry of a device
 *     N w <mac> <0|1>       whether it is associated with this router's Wi-Fi
 *     N d <line>            its DHCP lease
 *     N f, N a              forward rules, WAN address changed
 *     N .                   ends it
 *
 * and `N h <uptime>` when nothing changed. A look that could not be read counts for nothing, and one look alone never
 * says that a connection is gone: the kernel may skip an entry that is there.
 *
 * Where the tool conntrack runs beside the looks, its `[DESTROY] …` lines come in too, in any order, and `N - <last>
 * <since> <ended> <line>` tells when the kernel ended a connection. That only sharpens what two looks said: an
 * event alone cannot, as the device may have made a new connection since the last look. None is ever needed: kernels
 * from 5.19 on make none for entries older than the listener, and a full socket drops them.
 */
export const loop = `
function out(s) { if (!o) { printf "%s t %s %s\\n", N, t, before; o = 1 } print N " " s }
function pad(s) { return substr("0000", 1, 4 - length(s)) tolower(s) }
function full(a,  i, h, n, l, m, s, H, L) {
  if (!index(a, ":")) return a
  i = index(a, "::")
  h = i ? substr(a, 1, i - 1) : a; l = i ? substr(a, i + 2) : ""
  n = split(h, H, ":"); m = split(l, L, ":"); s = ""
  for (i = 1; i <= n; i++) s = s ":" pad(H[i])
  if (index(a, "::")) for (i = n + m; i < 8; i++) s = s ":0000"
  for (i = 1; i <= m; i++) s = s ":" pad(L[i])
  return substr(s, 2)
}
function mac(l,  p, i, n) {
  n = split(l, p, " ")
  for (i = 2; i <= n; i++) if (length(p[i]) == 17 && p[i] ~ /^[0-9A-Fa-f][0-9A-Fa-f]:[0-9A-Fa-f:]+$/) return tolower(p[i])
  return ""
}
function up(  l, w) { w[1] = 0; if ((getline l < "/proc/uptime") > 0) split(l, w, " "); close("/proc/uptime"); return w[1] }
function plain(a) { return a ~ /^[0-9A-Fa-f:.]+$/ }
function who(a, quiet,  c, l, k, n, i, p, L, A, m, s, x, y, f) {
  n = 0; c = "ip neigh show 2>/dev/null"
  while (n < 500 && (c | getline l) > 0) L[++n] = l
  close(c)
  if (!n) { while (n < 500 && (getline l < "/proc/net/arp") > 0) L[++n] = l; close("/proc/net/arp") }
  for (i = 1; i <= n; i++) { split(L[i], p, " "); A[i] = full(p[1]); if (A[i] == a && mac(L[i]) != "") M[a] = mac(L[i]) }
  m = M[a]; k = 0; s = ""
  for (i = 1; i <= n && k < 8; i++) if (A[i] == a || (m != "" && mac(L[i]) == m)) {
    k++; s = s "n " substr(L[i], 1, 160) "\\n"
    y = y (L[i] ~ /(FAILED|INCOMPLETE)/ ? 0 : 1)
  }
  if (m != "") {
    c = "command -v iw >/dev/null && for i in /sys/class/net/*/phy80211; do i=\${i%/phy80211}; [ -e /sys/class/net/\${i##*/} ] && { iw dev \${i##*/} station get " m " >/dev/null 2>&1; echo $?; }; done"
    x = ""; while ((c | getline l) > 0) if (l == 0) x = 1; else if (x == "") x = 0
    close(c)
    if (x != "") { s = s "w " m " " x "\\n"; W[m] = x; y = y "/" x }
  }
  if (quiet && y == Y[a]) return
  Y[a] = y
  n = split(s, L, "\\n"); for (i = 1; i < n; i++) out(L[i])
  if (m == "" || (m in D)) return
  D[m] = 1
  f = "/tmp/dhcp.leases"; if ((getline l < f) < 0) f = "/var/lib/misc/dnsmasq.leases"; close(f)
  for (i = 0; i < 500 && (getline l < f) > 0; i++) if (index(tolower(l), " " m " ")) out("d " substr(l, 1, 300))
  close(f)
}
function ask(a) {
  if (plain(a) && W[M[a]] != 1) system("ping -c 1 -W 1 " a " >/dev/null 2>&1 &")
}
function slow(all,  c, l, s, w, g) {
  g = reload
  S = t; s = ""; w = ""; c = ENVIRON["R"]
  while ((c | getline l) > 0) s = s l "\\n"
  close(c)
  c = "ip -4 -o addr show 2>/dev/null"
  while ((c | getline l) > 0) { sub(/valid_lft.*/, "", l); w = w l "\\n" }
  close(c)
  if (all) {
    c = "logread -e \\"Reloading firewall due to\\" 2>/dev/null | tail -n 1"
    while ((c | getline l) > 0) g = l
    close(c)
  }
  if (begun && s != rules) out("f")
  if (begun && (w != wan || g != reload)) out("a")
  rules = s; wan = w; reload = g; begun = 1
}
BEGIN { B = "-"; f = "/proc/sys/kernel/random/boot_id"; if ((getline l < f) > 0) B = l; close(f); t = 0; before = "-"; said = 0; looks = 0; flows = 0 }
$1 == "T" { t = $2; now++; next }
$1 == "[DESTROY]" {
  split(substr($0, index($0, "src=")), p, " ")
  k = p[1] " " p[2] " " p[3] " " p[4]
  if (!(k in C)) k = "src=" full(substr(p[1], 5)) " dst=" full(substr(p[2], 5)) " " p[3] " " p[4]
  if (k in C) N_[k] = up()
}
index($0, "[DESTROY]") { next }
/^ipv[46] / && /${pushOnly.exact}/ {
  i = index($0, "src="); split(substr($0, i), p, " ")
  k = p[1] " " p[2] " " p[3] " " p[4]; a = substr(p[1], 5)
  n = split(substr($0, 1, i - 1), h, " ")
  left = (h[5] ~ /^[0-9]+$/) ? h[5] : -1
  c = left < 0 ? "" : h[6]
  if (index($0, "[UNREPLIED]")) c = c "U"
  if (index($0, "[OFFLOAD]")) c = c "O"
  if (index($0, "[HW_OFFLOAD]")) c = c "H"
  due = left < 0 ? 0 : t + left
  if (!(k in C)) {
    if (flows >= ${mostFlows}) next
    flows++; out("+ " $0)
    if (!(a in seen)) { seen[a] = 1; who(a) }
    P[k] = t; U[k] = 0
  } else if (C[k] != c || (left >= 0 && due < X[k] - 3)) {
    out("+ " $0); P[k] = t; U[k] = 0
    if (C[k] ~ /[OH]$/ && left >= 0) who(a)
  } else if (left >= 0 && due > X[k] + 3) U[k] = 1
  if (U[k] && t - P[k] >= 30) { out("+ " $0); P[k] = t; U[k] = 0 }
  if (left < 0 || left > ${askAtS}) G[k] = 0
  else if (!G[k] && c == "ESTABLISHED") { G[k] = 1; ask(a) }
  C[k] = c; X[k] = due; L_[k] = $0; V[k] = t; K[k] = now; Z[k] = ""
  if ((k in N_) && N_[k] + 0 < t + 0) delete N_[k]
  delete Q[a]
  next
}
$1 == "E" && $2 < 2 {
  looks++
  if (looks == 1) { out("b " B); slow(1) }
  gone = 0
  for (k in K) if (K[k] != now) { if (Z[k] == "") Z[k] = t; else J[++gone] = k }
  if (gone) slow(1)
  for (i_ = 1; i_ <= gone; i_++) {
    k = J[i_]; out("- " V[k] " " Z[k] " " ((k in N_) && N_[k] + 0 >= V[k] + 0 ? N_[k] " " : "") L_[k])
    split(k, p, " "); a = substr(p[1], 5); who(a); Q[a] = t; R_[a] = t
    delete K[k]; delete C[k]; delete X[k]; delete L_[k]; delete V[k]; delete Z[k]; delete P[k]; delete U[k]; delete G[k]; delete N_[k]
    flows--
  }
  for (a in Q) {
    if (t - Q[a] > ${missedS}) { J[1] = a; delete Q[a]; continue }
    if (t - R_[a] >= ${missedEveryS}) { R_[a] = t; who(a, 1); ask(a) }
  }
  if (looks == 2) out("s")
  if (t - S >= ENVIRON["E"] + 0) slow(0)
}
$1 == "E" {
  if (o) { print N " ."; said = t } else if (t - said >= ${heartbeatS}) { print N " h " t; said = t }
  o = 0; if ($2 < 2) before = t; fflush()
}`.trim();
