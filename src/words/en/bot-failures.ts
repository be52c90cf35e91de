/** What is wrong with the bot itself: its settings, its data, its Redis. */
export const botFailures = {
  'failure.config-invalid.what': 'The configuration has mistakes',
  'failure.config-invalid.means': 'The bot does not start with them:',
  'failure.config-invalid.todo': 'Correct the environment or the file .env; {call} doctor checks it again.',

  'failure.token-rejected.what': '{platform} does not accept the bot’s token',
  'failure.token-rejected.means': 'The token is wrong, was replaced or was withdrawn.',
  'failure.token-rejected.todo':
    'Get it anew (Discord: Developer Portal → Bot → Reset Token; Telegram: @BotFather) and set it in the environment or in .env.',

  'failure.redis.what': 'The bot’s memory (Redis) does not answer as it should',
  'failure.redis.means': 'It said: {detail}',
  'failure.redis.todo':
    'With REDIS_URL set, check that server; otherwise check that redis-server is installed and the data directory has room and can be written.',

  'failure.data-newer.what': 'The stored data belongs to a newer Pushmedic',
  'failure.data-newer.means':
    'It is laid out in version {found}; this Pushmedic reads version {reads}. Nothing was changed.',
  'failure.data-newer.todo': 'Start the newer Pushmedic again, or give this one other data.',

  'failure.bot-away.what': 'The bot that keeps its data in {path} does not answer',
  'failure.bot-away.means': 'It does not run, or only its own user may ask its Redis.',
  'failure.bot-away.todo':
    'Start it (as a service: sudo systemctl start pushmedic). If it runs under another user, put sudo in front of this call.',

  'failure.data-dir-in-use.what': 'Another Pushmedic already uses {path}',
  'failure.data-dir-in-use.means':
    'The process with number {pid} keeps its data there. Two at once would damage it.',
  'failure.data-dir-in-use.todo': 'Stop that one, or give this one another PUSHMEDIC_DATA_DIR.',
} as const;
