import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Checks } from './checks.ts';
import { type Mounted, runImage, runPlain } from './container.ts';
import { megabytes } from './run.ts';

/** What the image adds to its base, at most, MB: programs, packages, the program. */
const mostMegabytes = 120;

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });

function content({ image, root }: Mounted, { check }: Checks): void {
  const [top = ''] = image.layers;
  const size = megabytes(top);
  check(
    `the image is small: at most ${mostMegabytes} MB above its base`,
    size <= mostMegabytes,
    `${size} MB`,
  );
  const inApp = readdirSync(join(root, 'app')).sort();
  check(
    'it holds the built program and its packages',
    inApp.join() === 'dist,node_modules,package.json',
    inApp.join(),
  );
  const left = Object.keys(packageJson.devDependencies).filter((name) => {
    try {
      return statSync(join(root, 'app/node_modules', name)).isDirectory();
    } catch {
      return false;
    }
  });
  // Some are also what a package of the product needs.
  check(
    'no compiler and no test tools',
    !left.some((name) => /typescript|vitest|biome|esbuild|knip/.test(name)),
    left.join(),
  );
  const odd = ['app/dist', 'data', 'home'].flatMap((folder) =>
    files(join(root, folder)).filter((file) => /(^|\/)(\.env.*|id_\w+|.*\.pem)$/.test(file)),
  );
  check('no settings and no keys in it', odd.length === 0, odd.join());
}

async function rights(on: Mounted, { check }: Checks): Promise<void> {
  const id = (await runPlain(on, ['id', '-u'])).out.trim();
  check('it runs as a user without rights', id !== '0' && /^\d+$/.test(id), `uid ${id}`);
  const caps = (await runPlain(on, ['grep', 'CapEff', '/proc/self/status'])).out;
  check('without capabilities', /\s0+\s*$/.test(caps), caps.trim());
  const outside = await runPlain(on, ['touch', '/app/x']);
  check('its own files cannot be written', outside.status !== 0 && /Read-only/.test(outside.out));
  const owner = await runPlain(on, ['touch', '/data/x']);
  check('the data volume can', owner.status === 0, owner.out.trim());
}

async function calls(on: Mounted, { check }: Checks): Promise<void> {
  const version = await runImage(on, ['--version']);
  check('--version', version.status === 0 && version.out.trim() === packageJson.version, version.out.trim());
  check('--help', (await runImage(on, ['--help'])).status === 0);
  const named = await runPlain(on, ['pushmedic', '--version']);
  check('pushmedic by its name', named.status === 0 && named.out.trim() === packageJson.version, named.out);
  const bare = await runImage(on, ['bot']);
  check(
    'a bot without a token says so and ends with 3',
    bare.status === 3 && /DISCORD_TOKEN/.test(bare.out),
    bare.out,
  );
  const odd = await runImage(on, ['worker'], { REDIS_URL: 'http://redis', LOG_LEVEL: 'loud' });
  check(
    'wrong settings are all named',
    odd.status === 3 && /REDIS_URL/.test(odd.out) && /LOG_LEVEL/.test(odd.out),
    odd.status === 3 ? '' : odd.out,
  );
  const sick = await runPlain(on, on.image.health);
  check('the health check fails while nothing runs', sick.status === 1, `status ${sick.status}`);
  const doctor = await runImage(on, ['doctor']);
  check('doctor, with the private Redis on the volume', doctor.status === 0, doctor.out);
  const key = await runImage(on, ['key']);
  check('key', key.status === 0 && /ssh-ed25519 /.test(key.out));
  const file = statSync(join(on.root, 'data/id_ed25519'));
  check(
    'the key is its user’s alone',
    (file.mode & 0o777) === 0o600 && String(file.uid) === on.user.split(':')[0],
  );
  const tour = await runImage(on, null);
  check(
    'docker run without settings plays the tour',
    tour.status === 0 && tour.out.includes('✔'),
    tour.out.slice(-300),
  );
}

/** The image by itself: what is in it, what it may do, what it says when nothing is configured. */
export async function tryAlone(on: Mounted, checks: Checks): Promise<void> {
  content(on, checks);
  await rights(on, checks);
  await calls(on, checks);
}

export const publicKeyOf = async (on: Mounted): Promise<string> => {
  const line = /ssh-ed25519 [\w+/=]+( \S+)?/.exec((await runImage(on, ['key'])).out);
  if (line === null) throw new Error('the image gave no key');
  return line[0];
};
