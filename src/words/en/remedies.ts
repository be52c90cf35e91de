/** What each remedy says of itself: `remedy.<id>.title`, `.offer`, `.what`, `.shown`, `.applied`, `.waiting`; `.none.<why>` where it does not fit. */
export const remedies = {
  'remedy.exempt.title': 'Keep push connections off the fast path (flow offloading)',
  'remedy.exempt.what':
    'Packets of push connections (TCP {ports}) are accepted one rule before the router would offload them: in {chains}, both directions, and only for connections that are already established.',
  'remedy.exempt.offer':
    'Apply fix adds {n, plural, one {# rule} other {# rules}} that keep push connections off the fast path (above the offload rule, {families}). They cost no speed, {lasts, select, yes {stay after a reboot} other {last until the next reload}}, and are taken back by themselves unless verified.',
  'remedy.exempt.shown': 'The rules it adds',
  'remedy.exempt.applied':
    'Seen over a new connection: the rules stand where they work, everything else is as it was, and the router forwards as before.',
  'remedy.exempt.waiting':
    'For a connection that is open already it counts from its next silence on. To have it at once: switch Wi-Fi off and on again on the phone.',
  'remedy.exempt.none.no-offload':
    'No rule here puts connections on the fast path (flow offloading), so there is nothing to keep them off.',
  'remedy.exempt.none.odd-name':
    'A chain of the firewall has a name that nft does not take back as it prints it (chain of the offload rule).',

  'remedy.conntrack-timeout.title': 'Let the router remember idle connections for {to} s instead of {from} s',
  'remedy.conntrack-timeout.what':
    'The router forgets a connection that is silent for {from} s, and phones are silent for longer than that between two heartbeats. The time-out is raised to {to} s, what OpenWrt itself ships. It counts for every TCP connection in the house, so the connection table holds more entries.',
  'remedy.conntrack-timeout.offer':
    'Apply fix lets the router remember quiet connections for {to} s instead of {from} s, every TCP connection in the house. It is taken back by itself unless verified; Revert gives the old value back.',
  'remedy.conntrack-timeout.shown': 'The settings it makes',
  'remedy.conntrack-timeout.applied':
    'Seen over a new connection: the time-out is in force, everything else is as it was, and the router forwards as before.',
  'remedy.conntrack-timeout.waiting':
    'A connection gets the new time-out with its next packet. To have it at once: switch Wi-Fi off and on again on the phone.',
  'remedy.conntrack-timeout.lost':
    'Since {when} the time-out for idle connections is short again: a restart or an update may have set it back. Quiet push connections are forgotten again.',
  'remedy.conntrack-timeout.none.unread': 'The router’s connection time-outs could not be read.',
  'remedy.conntrack-timeout.none.not-low': 'The router remembers idle connections long enough already.',

  'remedy.table-size.title': 'Let the router remember {to} connections at once instead of {from}',
  'remedy.table-size.what':
    'The connection table is full: new connections are refused, and some that are quiet are thrown out. It may then hold {to} entries instead of {from}, which takes up to {mb} MB more of the router’s memory. If it fills up again, one device opens too many connections; that is to be looked for there.',
  'remedy.table-size.offer':
    'Apply fix lets the connection table grow from {from} to {to} entries, up to {mb} MB of memory. It is taken back by itself unless verified; Revert gives the old limit back.',
  'remedy.table-size.shown': 'The setting it makes',
  'remedy.table-size.applied':
    'Seen over a new connection: the higher limit is in force, everything else is as it was, and the router forwards as before.',
  'remedy.table-size.waiting':
    'There is room for new connections from now on. A phone whose connection was lost comes back by itself; to have it at once: switch Wi-Fi off and on again on the phone.',
  'remedy.table-size.lost':
    'Since {when} the connection table is as small as before: a restart or an update may have set it back. Once it is full, push connections are lost again.',
  'remedy.table-size.none.unread': 'The size of the connection table could not be read.',
  'remedy.table-size.none.not-full': 'The connection table has room.',
  'remedy.table-size.none.large-enough':
    'The connection table is large already. What fills it is a device that opens too many connections: look for that.',
} as const;
