import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { tryAlone } from './alone.ts';
import { build, type Image } from './build.ts';
import { makeChecks } from './checks.ts';
import { mountImage } from './container.ts';
import { tryRoles } from './roles.ts';
import { must } from './run.ts';
import { tryUnit } from './unit.ts';

const cache = resolve('.cache/image');
const built = `${cache}/image.json`;

if (process.argv[2] === 'build') {
  mkdirSync(cache, { recursive: true });
  writeFileSync(built, JSON.stringify(build('docker/Dockerfile', cache), null, 2));
} else {
  const image: Image = JSON.parse(readFileSync(built, 'utf8'));
  const checks = makeChecks(process.stdout);
  must('ip', ['link', 'set', 'lo', 'up']);
  const mounted = mountImage(image, cache);
  await tryAlone(mounted, checks);
  await tryRoles(mounted, cache, checks);
  tryUnit('docker/pushmedic.service', checks);
  process.exit(checks.failed() === 0 ? 0 : 1);
}
