/** The command line: tour, terminal, doctor. */
export const cli = {
  'tour.begin':
    'A short tour on the built-in demo router (its clock runs fast). Type nothing: it plays by itself.\n',
  'tour.end':
    'That was the tour. On your own router: {call} diagnose root@ADDRESS, or set up the bot (README).',
  'tour.failed': 'The tour did not end as it should. Please report this with what stands above.',
  'terminal.written': 'Written to {path}',
  'terminal.welcome':
    'Pushmedic, terminal chat on a built-in demo router. Its phone is “{phone}”; its clock runs {factor} times as fast as yours.\nTry /diagnose, then type the number of a button. /help lists everything, exit leaves.',
  'terminal.stopping': 'Stopping: running work is finished or handed back. Ctrl-C again to stop at once.',
  'cli.host-key':
    '{address} answered with host key {type} {sha256}. It is not in your known_hosts, so compare it if the network between is not yours.',
  'cli.host-key.ask': 'Send a password to {address} all the same? [y/N]',
  'cli.key-unusable':
    '{path} was not tried: it is locked with a passphrase or cannot be read (ssh-add hands it to the agent).',
  'cli.password': 'Password of {address}: ',
  'cli.plan-hint':
    'To apply it, with a rollback should anything go wrong and a proof in the end: {call} fix {address}',
  'cli.fix.none': 'There is nothing here that Pushmedic itself can change for the better.',
  'cli.fix.ask': 'Apply these steps? [y/N]',
  'cli.revert.ask': 'Take back everything Pushmedic has put on {address}? [y/N]',
  'cli.change.left': 'Nothing was changed.',
  'cli.demo-router': 'The demo router runs until Ctrl-C. Try: {call} diagnose {address}',
  'key.line': 'Paste this on the router, as root (OpenWrt’s dropbear and OpenSSH alike):',
  'cli.service': 'About the service in {unit}. What only its user may read takes sudo.',
  'cli.service.other': 'The service in {unit} keeps its data in {its}; this call is about {own}.',
  'cli.service.unreadable': 'Settings that this user may not read: {list} (sudo)',
  'cli.claim': 'Nobody owns this bot yet. Within 15 minutes, send it:',
  'cli.claim.owned':
    'This bot has an owner: {names}. An owner lets others in with /allow; PUSHMEDIC_OWNERS sets other owners at the next start.',
  'log.claim': 'Nobody owns this bot yet. Within 15 minutes, send it: /claim {code}',
  'doctor.title': 'Pushmedic doctor',
  'doctor.ok': 'everything that was checked is fine',
  'doctor.found': '{n, plural, one {# thing needs attention} other {# things need attention}}',
  'doctor.config': 'configuration',
  'doctor.redis': 'Redis',
  'doctor.redis.embedded': 'private redis-server ({version}), started with the bot',
  'doctor.redis.missing':
    'redis-server is not on this machine. Install it (sudo apt-get install redis-server) or set REDIS_URL.',
  'doctor.redis.external': 'answers (version {version})',
  'doctor.redis.silent': 'does not answer: {detail}. Check REDIS_URL and that the server runs.',
  'doctor.redis.running': 'private redis-server ({version}) of the bot that is running',
  'doctor.redis.service-away':
    'the service does not run, or only its own user may ask its Redis (sudo). Start it: sudo systemctl start pushmedic; its log: journalctl -u pushmedic',
  'doctor.redis.bot-runs': 'the bot is running on this data directory (pid {pid}); its own Redis is in use',
  'doctor.discord': 'Discord',
  'doctor.telegram': 'Telegram',
  'doctor.token.unset': 'not configured',
  'doctor.token.good': 'logged in as {name}',
  'doctor.token.wrong': 'the token is refused. Make a new one ({where}) and put it into .env.',
  'doctor.token.unreachable': 'could not be reached: {detail}',
  'doctor.token.proxied': '{good} (through {proxy})',
  'doctor.token.proxy-failed':
    'could not be reached through {proxy}: {detail}. Check address, user and password of the proxy in PUSHMEDIC_PROXY (or HTTPS_PROXY, ALL_PROXY).',
  'doctor.key': 'SSH key',
  'doctor.key.good': '{type} {sha256}',
  'doctor.router': 'router {name}',
  'doctor.router.good': 'logs in ({ms} ms)',
  'doctor.router.untrusted': 'its host key is not trusted yet: press **Trust this key** or add it again',
  'doctor.routers.none': 'no router is registered yet: /router add NAME root@ADDRESS',
  'doctor.routers.unknown': 'routers are stored in Redis, which does not answer',
  'tour.proof':
    'In place is not yet proven. The phone’s next heartbeat will show whether its connection is kept (half a minute on this clock).',
} as const;
