// Imports go one way; each outside library has one home. The test `test/architecture/imports.test.ts` holds this too.
const only = (name, library, homes) => ({
  name,
  severity: 'error',
  from: { path: '^(src|commands|workers)/', pathNot: homes },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'library-knows-no-commands',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|bot|cli)' },
      to: { path: '^(commands|workers)/' },
    },
    {
      name: 'commands-know-no-platform',
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '^(src/chat/(discord|telegram|terminal)|src/router/(sessions|connect|client)|workers)/?' },
    },
    {
      name: 'workers-know-no-platform',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: '^(src/chat/(discord|telegram|terminal)|commands)/' },
    },
    {
      name: 'chat-store-queue-know-no-findings',
      severity: 'error',
      from: { path: '^src/(chat|store|queue|deliveries|redis)' },
      to: { path: '^src/(findings|probes)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platforms-know-not-each-other',
      severity: 'error',
      from: { path: '^src/chat/([^/]+)/' },
      to: { path: '^src/chat/([^/]+)/', pathNot: '^src/chat/$1/' },
    },
    {
      name: 'words-know-nobody',
      severity: 'error',
      from: { path: '^src/words/' },
      to: { path: '^(src|commands|workers)/', pathNot: '^src/words/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(src|commands|workers)/' },
      to: { path: '^(test|docker)/' },
    },
    only('one-home-for-discord.js', 'discord\\.js', '^src/chat/discord/'),
    only('one-home-for-grammy', '(grammy|@grammyjs)', '^src/chat/telegram/'),
    only('one-home-for-ssh2', 'ssh2', '^src/(router|demo)/'),
    only('one-home-for-ioredis', 'ioredis', '^src/(redis|store)/'),
    only('one-home-for-bullmq', 'bullmq', '^src/(queue|deliveries)'),
    only('one-home-for-pino', 'pino', '^src/log'),
    only('one-home-for-commander', 'commander', '^src/(main|cli)'),
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
