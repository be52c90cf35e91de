#!/usr/bin/env node
// `npm start`: sees that everything is there, once, then starts. Plain JavaScript, since it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies, ensureNode } from './dependencies.mjs';
import { ensurePrograms, installLine } from './packages.mjs';
import { stop } from './say.mjs';

const [command = ''] = process.argv.slice(2);
/** Calls that never start a Redis of their own. */
const withoutRedis =
  'diagnose fix revert capture look-script demo-router key claim help doctor --help -h --version -V'.split(
    ' ',
  );

/** `.env` counts too, in the folder the person started from, as in src/app/config.ts. */
const redisIsElsewhere = () =>
  Boolean(process.env.REDIS_URL) ||
  (existsSync('.env') && /^\s*(export\s+)?REDIS_URL\s*=\s*\S/m.test(readFileSync('.env', 'utf8')));

ensureNode();
ensureDependencies();
const asksHelp = process.argv.slice(2).some((word) => word === '--help' || word === '-h');
if (!withoutRedis.includes(command) && !asksHelp && !redisIsElsewhere()) {
  const missing = ensurePrograms(
    { 'redis-server': 'redis-server' },
    'keeps jobs and settings; runs as a private child of the bot',
  );
  if (missing.length > 0) {
    stop([
      'Pushmedic keeps its jobs in Redis, and redis-server is not on this machine.',
      `Install it with:  ${installLine(missing)}`,
      'or point REDIS_URL at a Redis that is running.',
    ]);
  }
}
await import(pathToFileURL(await ensureBuilt()).href);
