// Imports go one way; each outside library has one home. The test `test/architecture/imports.test.ts` holds this too.

/** Rooms of `src` from the ground up: a room imports only rooms that stand above it in this list, types included. */
const rooms = [
  'model',
  'words',
  'conntrack',
  'push',
  'kernel',
  'ssh',
  'probes',
  'firewall',
  'diagnosis',
  'causes',
  'remedies',
  'changes',
  'watch',
  'notices',
  'chat',
  'redis',
  'queue',
  'deliveries',
  'store',
  'demo',
  'app',
];

const only = (name, library, homes) => ({
  name,
  severity: 'error',
  from: { path: '^(src|commands|workers)/', pathNot: homes },
  to: { path: `node_modules/${library}/` },
});

const layers = rooms.slice(0, -1).map((room, index) => ({
  name: `${room}-stands-above`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${rooms.slice(index + 1).join('|')}|main)\\b` },
}));

module.exports = {
  forbidden: [
    ...layers,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'library-knows-no-commands',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/wiring\\.ts$' },
      to: { path: '^(commands|workers)/' },
    },
    {
      name: 'commands-know-no-platform',
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '^(src/chat/(discord|telegram|terminal)|src/ssh/(sessions|kept|run)|workers)\\b' },
    },
    {
      name: 'workers-know-no-platform',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: '^(src/chat/(discord|telegram|terminal)|commands)/' },
    },
    {
      name: 'platforms-know-not-each-other',
      severity: 'error',
      from: { path: '^src/chat/(discord|telegram|terminal)/' },
      to: { path: '^src/chat/(discord|telegram|terminal)/', pathNot: '^src/chat/$1/' },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(src|commands|workers)/' },
      to: { path: '^(test|docker)/' },
    },
    only('one-home-for-discord.js', 'discord\\.js', '^src/chat/discord/'),
    only('one-home-for-grammy', '(grammy|@grammyjs)', '^src/chat/telegram/'),
    only('one-home-for-luxon', 'luxon', '^src/notices/'),
    only('one-home-for-p-timeout', 'p-timeout', '^src/model/deadline\\.ts$'),
    only('one-home-for-ssh2', 'ssh2', '^src/(ssh|demo)/'),
    only('one-home-for-ssh-config', 'ssh-config', '^src/ssh/'),
    only('one-home-for-ioredis', 'ioredis', '^src/(redis|store)/'),
    only('one-home-for-bullmq', 'bullmq', '^src/(queue|deliveries)/'),
    only('one-home-for-pino', 'pino', '^src/app/log'),
    only('one-home-for-commander', 'commander', '^src/(main|app/cli)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
