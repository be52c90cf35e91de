/** What each remedy says of itself: `remedy.<id>.title`, `.offer`, `.what`, `.shown`, `.applied`, `.waiting`; `.none.<why>` where it does not fit. */
export const remedies = {
  'remedy.exempt.title': 'Keep push connections out of flow offloading',
  'remedy.exempt.what':
    'Packets of push connections (TCP {ports}) are accepted one rule before the router would offload them: in {chains}, both directions, and only for connections that are already established.',
  'remedy.exempt.offer':
    'Apply fix keeps push connections out of offloading. Everything else stays offloaded, so speed does not suffer, and Revert takes it back.',
  'remedy.exempt.shown': 'The rules it adds',
  'remedy.exempt.applied':
    'Seen over a new connection: the rules stand above the offload rule, everything else is as it was, and the router forwards as before.',
  'remedy.exempt.waiting':
    'A connection that is offloaded already stays so until it is next idle. To have it at once: switch Wi-Fi off and on again on the phone.',
  'remedy.exempt.none.no-offload': 'No rule offloads connections here, so there is nothing to exempt from.',
  'remedy.exempt.none.odd-name':
    'A chain with an offload rule has a name that nft does not take back as it prints it.',

  'remedy.conntrack-timeout.title': 'Let the router remember idle connections for {to} s instead of {from} s',
  'remedy.conntrack-timeout.what':
    'The router forgets a connection that is silent for {from} s, and phones are silent for longer than that between two heartbeats. The time-out is raised to {to} s, what OpenWrt itself ships. It counts for every TCP connection in the house, so the connection table holds more entries.',
  'remedy.conntrack-timeout.offer':
    'Apply fix raises the time-out for idle connections from {from} s to {to} s. It counts for every TCP connection in the house; Revert gives the old value back.',
  'remedy.conntrack-timeout.shown': 'The settings it makes',
  'remedy.conntrack-timeout.applied':
    'Seen over a new connection: the time-out is in force, everything else is as it was, and the router forwards as before.',
  'remedy.conntrack-timeout.waiting':
    'A connection gets the new time-out with its next packet. To have it at once: switch Wi-Fi off and on again on the phone.',
  'remedy.conntrack-timeout.lost':
    'Since {when} the time-out for idle connections is short again: a restart or an update may have set it back. Quiet push connections are forgotten again.',
  'remedy.conntrack-timeout.none.unread': 'The router’s connection time-outs could not be read.',
  'remedy.conntrack-timeout.none.not-low': 'The router remembers idle connections long enough already.',
} as const;
