/** Routers that cannot be watched, and `/watch on` before they can. */
export const unreachable = {
  'button.trust-new': 'Trust the new key',
  'button.stop-watching': 'Stop watching',
  'button.try-again': 'Try again',
  'unreachable.title': '{router} cannot be reached',
  'unreachable.since':
    'Since {when} it cannot be watched. What happens to phones behind it meanwhile is not seen.',
  'unreachable.goes-on': 'The bot goes on trying, and says so here when it is back.',
  'unreachable.silent':
    'Nothing answers at {address}: the router is off, cut off from the bot’s machine, or has another address now.',
  'unreachable.silent.todo':
    'See whether it is on and connected. If its address has changed: /router add {router} root@NEW-ADDRESS.',
  'unreachable.refused':
    'A machine answers at {address}, but not to SSH: it was turned off there, or another device has this address now.',
  'unreachable.refused.todo':
    'Turn SSH on again (OpenWrt: System → Administration → SSH Access). If the router’s address has changed: /router add {router} root@NEW-ADDRESS.',
  'unreachable.new-key':
    'What answers at {address} shows another host key than the trusted one. After a reset or a new firmware that is normal; otherwise another device answers in the router’s place. Nothing was sent to it.',
  'unreachable.new-key.todo':
    'Compare it with what the router itself shows: dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key. If they are the same, press Trust the new key.',
  'unreachable.new-key.owner': 'An owner of the bot can compare the new key and trust it.',
  'unreachable.login':
    'The router answers at {address}, but does not let the bot in any more: the bot’s key is gone from it, as after a reset.',
  'unreachable.login.todo':
    '/router key shows the lines to paste on the router. Then press Check again: a login that succeeds is enough.',
  'unreachable.name': 'The name in {address} leads to no address any more.',
  'unreachable.name.todo':
    'See what the router is called or which address it has now, and send: /router add {router} root@NEW-ADDRESS.',
  'unreachable.forbidden': 'The name in {address} leads to an address now that the bot may not connect to.',
  'unreachable.forbidden.todo':
    'If that really is the router, whoever runs the bot can add the address to PUSHMEDIC_ALLOW and start it again.',
  'unreachable.not-ssh':
    'What answers at {address} is no SSH server: another device seems to have this address now.',
  'unreachable.not-ssh.todo': 'If the router’s address has changed: /router add {router} root@NEW-ADDRESS.',
  'unreachable.other': 'Something answers at {address}, but it cannot be watched as it is.',
  'unreachable.other.todo': 'Check again says what is wrong.',
  'unreachable.over.title': '{router} could not be reached for {gap}',
  'unreachable.over.text':
    'That was from {from} to {to}; nothing is known of that time. It is watched again.',
  'reachable.title': '{router} is reachable again',
  'reachable.text':
    'It could not be reached from {from} to {to}, {gap}; nothing is known of that time. From now on it is watched again.',
  'working.watch': 'Logging in to {router} …',
  'watch.down.title': '{router} will be watched, but cannot be reached right now',
  'watch.down.text':
    'The bot goes on trying, and watching begins as soon as the router answers. /status shows whether it does; if it stays away for ten minutes, a message says so here.',
  'watch.not.title': '{router} is not watched',
  'watch.stuck.title': '{router} cannot be watched right now',
  'watch.stuck.text': 'This chat’s watch from before stays on, and goes on trying every few minutes.',
  'watch.cured-since': 'The fix has been put in place since then.',
  'register.moved': '{router} has a new address',
  'register.moved.text':
    'The same router answers at {address}: it shows the host key that is trusted. From now on it is reached there; all else stays as it is.',
  'status.unreachable': 'not reachable since {when}',
} as const;
