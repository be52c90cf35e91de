import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCore } from '../../src/app/wiring.ts';
import { startDemoRouter } from '../../src/demo/router.ts';
import { identity } from '../demo/client.ts';
import { type Dropbear, keyPair, startDropbear } from '../ssh/dropbear.ts';
import { findSshd, startOpenSsh } from '../ssh/openssh.ts';
import { keyFile, newHome, onTerminal, pushmedic } from '../support/cli.ts';
import { quiet } from '../support/redis.ts';

vi.setConfig({ testTimeout: 180_000 });

const secret = 'correct-horse-7';
/** Of that password, by crypt(3) with SHA-512. */
const passwordHash =
  '$6$pushmedic$CvpYhoOmbRFbBzjDbNbgIqCq5pvxdj3jLoADUFyMC552tfGl8oBpS.WlJmisq8xSZKNjS9s9O1pDNLN9N1Ero.';
const other = keyPair();
const allow = { PUSHMEDIC_ALLOW: '127.0.0.1/32' };

let router: Dropbear;
let keys: string;
beforeAll(async () => {
  router = await startDropbear({ authorized: [other.identity.publicLine], passwordHash });
  keys = join(router.folder, 'home/.ssh/authorized_keys');
});
afterAll(() => router?.stop());

let home: string;
beforeEach(() => {
  home = newHome();
  writeFileSync(keys, `${other.identity.publicLine}\n`);
  return () => rmSync(home, { recursive: true, force: true });
});

const address = () => `root@127.0.0.1:${router.target.port}`;
const setup = (args: readonly string[], stdin: string, env: Record<string, string> = allow) =>
  pushmedic(['setup', ...args], { home, stdin, env });
const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');

/** Name, address and host key of what the bot of this home has stored. */
async function registered() {
  const dataDir = join(home, 'data');
  mkdirSync(dataDir, { recursive: true });
  const core = await openCore({ redisUrl: null, dataDir, secret: null, timezone: 'UTC' }, quiet);
  const routers = await core.store.routers.list();
  const history = await core.store.history.read(null, 10);
  await core.close();
  return { routers, actions: history.map(({ action, phase }) => `${action} ${phase}`) };
}

describe('pushmedic setup, by a password', () => {
  test('puts the key there, logs in with it, registers, looks; a second time nothing is doubled', async () => {
    const first = await setup([address(), '--password-stdin'], `${secret}\ny\n`);
    expect(first.stderr).toContain(router.hostKeys.get('ssh-ed25519')?.sha256);
    expect([first.code, linesOf(keys)]).toEqual([
      0,
      [other.identity.publicLine, expect.stringMatching(/^ssh-ed25519 \S+ pushmedic$/)],
    ]);
    expect(statSync(keys).mode & 0o777).toBe(0o600);
    expect(first.stderr).toContain(keys);
    expect(first.stdout).toMatch(/Read from: .*kernel/);
    const { routers, actions } = await registered();
    const { host, port, user } = router.target;
    expect(routers).toMatchObject([{ name: 'home', host, port, user, hostKey: { type: 'ssh-ed25519' } }]);
    expect(actions).toEqual(['trust end', 'trust start']);

    const again = await setup([address()], '');
    expect([again.code, linesOf(keys).length, (await registered()).routers.length]).toEqual([0, 2, 1]);
    const said = first.stdout + first.stderr + again.stdout + again.stderr;
    expect(said).not.toContain(secret);
    expect(spawnSync('grep', ['-rlF', secret, home], { encoding: 'utf8' }).stdout).toBe('');
  });

  test('is asked for on a terminal, after the host key', async () => {
    const shown = await onTerminal(
      ['setup', address()],
      home,
      { question: 'Is this the router’s key? [y/N]', answer: 'y\r' },
      { question: 'Password of', answer: `${secret}\r` },
    );
    expect(shown).toContain('The bot knows this router as “home”');
    expect([shown.includes(secret), linesOf(keys).length]).toEqual([false, 2]);
  });

  test.each<[string, string[], string, Record<string, string>]>([
    ['the host key is not confirmed', [], `${secret}\n`, allow],
    ['the host key is refused', [], `${secret}\nn\n`, allow],
    ['the password is wrong', [], 'wrong\ny\n', allow],
    ['the bot may not go there', [], `${secret}\ny\n`, {}],
    ['the bot’s Redis does not answer', [], `${secret}\ny\n`, { ...allow, REDIS_URL: 'redis://127.0.0.1:1' }],
    ['the name cannot be one', ['--name', 'my home'], `${secret}\ny\n`, allow],
  ])('leaves the router alone where %s', async (_what, args, stdin, env) => {
    const called = await setup([address(), '--password-stdin', ...args], stdin, env);
    expect([called.code, called.stdout, linesOf(keys)]).toEqual([3, '', [other.identity.publicLine]]);
    expect((await registered()).routers).toEqual([]);
  });
});

describe('pushmedic setup, by a key', () => {
  test('on OpenWrt’s dropbear: the place, the file left whole, the router’s own lines kept', async () => {
    const demo = await startDemoRouter({ identityKeys: [identity.public], factor: 1 });
    try {
      const file = join(demo.root, 'etc/dropbear/authorized_keys');
      writeFileSync(file, other.identity.publicLine, { mode: 0o640 });
      const way = [
        `root@127.0.0.1:${demo.target.port}`,
        '--identity',
        keyFile(home, 'key', identity.private),
      ];
      const called = await setup([...way, '--name', 'attic', '--yes'], '');
      expect([called.code, called.stdout]).toEqual([0, expect.stringContaining('OpenWrt 22.03')]);
      expect(linesOf(file)).toEqual([other.identity.publicLine, expect.stringMatching(/ pushmedic$/)]);
      expect(statSync(file).mode & 0o777).toBe(0o640);
      expect((await registered()).routers).toMatchObject([{ name: 'attic', hostKey: demo.hostKey }]);
      // The bot itself gets in: no other key is in this home.
      const alone = await pushmedic(['diagnose', way[0] ?? '', '--json'], { home, env: allow });
      expect(alone.code).toBe(1);
    } finally {
      await demo.close();
    }
  });

  const sshd = findSshd();
  test.skipIf(!sshd)('on OpenSSH', async () => {
    const server = sshd && (await startOpenSsh(sshd, [other.identity.publicLine]));
    if (!server) return;
    try {
      const way = [`root@127.0.0.1:${server.target.port}`, '--identity', keyFile(home, 'key', other.text)];
      const called = await setup(way, 'y\n');
      expect([called.code, linesOf(join(server.home, '.ssh/authorized_keys')).length]).toEqual([0, 2]);
    } finally {
      await server.stop();
    }
  });
});

test('a host key that is not the one the bot trusts is asked about, also with --yes', async () => {
  const dataDir = join(home, 'data');
  mkdirSync(dataDir);
  const core = await openCore({ redisUrl: null, dataDir, secret: null, timezone: 'UTC' }, quiet);
  const hostKey = { type: 'ssh-ed25519', sha256: 'SHA256:another' };
  const stored = {
    id: 'r',
    name: 'home',
    owner: 'o',
    ...router.target,
    hostKey,
    addedAt: 0,
    lastSeenAt: null,
  };
  await core.store.routers.add(stored);
  await core.close();
  const called = await setup([address(), '--password-stdin', '--yes'], `${secret}\n`);
  expect([called.code, called.stderr]).toEqual([3, expect.stringContaining('SHA256:another')]);
  expect((await registered()).routers).toMatchObject([{ hostKey }]);
});
