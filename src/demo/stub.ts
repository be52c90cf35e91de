/**
 * The one script behind every program the demo plays itself (`nft`, `ip`, `ubus` …). It hands the call to the
 * demo's own process through a named pipe and passes the answer on: no program but `sh`, `mkfifo` and `cat`. The files
 * of a call are cleared by the demo later: each program less is a call that is a millisecond faster.
 */
export const stub = `#!/bin/sh
d=$PUSHMEDIC_DEMO/.demo
c=$d/calls/$$
[ -p "$d/bell" ] || { echo "\${0##*/}: the demo router is gone" >&2; exit 126; }
mkfifo "$c.bell" 2>/dev/null || { rm -f "$c".*; mkfifo "$c.bell" || exit 126; }
exec 3<>"$c.bell"
printf '%s\\0' "\${PUSHMEDIC_EXEC:-}" "$PWD" "\${0##*/}" "$@" >"$c.call"
case " $* " in *' -f - '*|*' -f /dev/stdin '*|*' --file - '*) cat >"$c.in" ;; esac
echo $$ >"$d/bell"
read -r code <&3
[ ! -s "$c.out" ] || cat "$c.out"
[ ! -s "$c.err" ] || cat "$c.err" >&2
exit "\${code:-126}"
`;

/** Where each of these programs is on an OpenWrt router. */
export const places: Record<string, string> = {
  nft: 'usr/sbin',
  logread: 'sbin',
  sysctl: 'sbin',
  ip: 'sbin',
  ubus: 'bin',
  dmesg: 'bin',
  uname: 'bin',
  date: 'bin',
  sleep: 'bin',
  ping: 'bin',
  logger: 'usr/bin',
  redial: 'lib/netifd',
};
