import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Dropbear, keyPair, startDropbear } from '../ssh/dropbear.ts';
import { findSshd, type OpenSsh, startOpenSsh } from '../ssh/openssh.ts';
import { newHome, onTerminal, pushmedic } from '../support/cli.ts';

vi.setConfig({ testTimeout: 120_000 });

const own = keyPair();
const secret = 'correct-horse-7';
/** Of that password, by crypt(3) with SHA-512. */
const passwordHash =
  '$6$pushmedic$CvpYhoOmbRFbBzjDbNbgIqCq5pvxdj3jLoADUFyMC552tfGl8oBpS.WlJmisq8xSZKNjS9s9O1pDNLN9N1Ero.';
const sshd = findSshd();
let router: Dropbear;
let jump: OpenSsh | null;
beforeAll(async () => {
  router = await startDropbear({ authorized: [own.identity.publicLine], passwordHash });
  jump = sshd ? await startOpenSsh(sshd, [own.identity.publicLine]) : null;
});
afterAll(async () => {
  await router?.stop();
  await jump?.stop();
});

let home: string;
beforeEach(() => {
  home = newHome();
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  return () => rmSync(home, { recursive: true, force: true });
});
const put = (name: string, text: string) => writeFileSync(join(home, '.ssh', name), text, { mode: 0o600 });
const address = () => `127.0.0.1:${router.target.port}`;
/** Whether a call got in, and all it said. */
const capture = async (args: string[], more: Parameters<typeof pushmedic>[1] = {}) => {
  const called = await pushmedic(['capture', ...args], { home, ...more });
  return { ...called, isIn: called.code === 0 && called.stdout.startsWith('pushmedic capture 1\n') };
};

describe('the way in', () => {
  test('root when no user is given, by a usual key', async () => {
    put('id_ed25519', own.text);
    expect((await capture([address()])).isIn).toBe(true);
  });

  test('by an ssh-agent', async () => {
    const socket = join(home, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(agent.stdout, 'data');
    const env = { SSH_AUTH_SOCK: socket };
    execFileSync('ssh-add', ['-q', '-'], { env: { ...process.env, ...env }, input: own.text });
    const seen = await capture([address()], { env });
    agent.kill();
    expect(seen.isIn).toBe(true);
  });

  test('by what ~/.ssh/config says of a name, included files too', async () => {
    put('other', own.text);
    put('config', 'Include more\nHost *\n  IdentityFile ~/.ssh/none\n');
    put(
      'more',
      `Host home\n  HostName 127.0.0.1\n  Port ${router.target.port}\n  User root\n  IdentityFile ~/.ssh/other\n`,
    );
    expect((await capture(['home'])).isIn).toBe(true);
  });

  test('nobody without a key, and no password asked for where there is no terminal', async () => {
    const seen = await capture([address()]);
    expect([seen.code, seen.stdout]).toEqual([3, '']);
  });

  test('by a password on standard input, which is said nowhere', async () => {
    const seen = await capture([address(), '--password-stdin'], { stdin: `${secret}\n` });
    expect([seen.isIn, seen.stderr.includes(secret)]).toEqual([true, false]);
    const wrong = await capture([address(), '--password-stdin'], { stdin: 'wrong\n' });
    expect([wrong.code, wrong.stderr.includes('wrong')]).toEqual([3, false]);
  });

  test('by a password typed on a terminal, which is not shown', async () => {
    const shown = await onTerminal(['capture', address()], home, {
      question: 'Password of',
      answer: `${secret}\r`,
    });
    expect(shown).toContain('pushmedic capture 1');
    expect(shown).not.toContain(secret);
  });

  test('not to a router whose key is not the one this person’s OpenSSH knows', async () => {
    put('id_ed25519', own.text);
    const other = keyPair().identity.publicLine.split(' ').slice(0, 2).join(' ');
    put('known_hosts', `[127.0.0.1]:${router.target.port} ${other}\n`);
    const seen = await capture([address()]);
    expect([seen.code, seen.stderr.includes('changed') || seen.stderr.includes('another')]).toEqual([
      3,
      true,
    ]);
  });
});

describe.skipIf(!sshd)('the way in through another machine', () => {
  const hop = () => `root@127.0.0.1:${jump?.target.port}`;

  test.each([
    ['--jump', () => [address(), '--jump', hop()]],
    ['ProxyJump', () => ['home']],
  ])('by %s', async (_what, args) => {
    put('id_ed25519', own.text);
    put(
      'config',
      `Host home\n  HostName 127.0.0.1\n  User root\n  Port ${router.target.port}\n  ProxyJump ${hop()}\n`,
    );
    const seen = await capture(args());
    expect([seen.isIn, seen.stderr.match(/SHA256:/g)?.length]).toEqual([true, 2]);
  });

  test('but not when that machine’s key is not the known one, or it leads nowhere', async () => {
    put('id_ed25519', own.text);
    const nowhere = await capture(['127.0.0.1:1', '--jump', hop()]);
    expect([nowhere.code, nowhere.stdout]).toEqual([3, '']);
    const other = keyPair().identity.publicLine.split(' ').slice(0, 2).join(' ');
    put('known_hosts', `[127.0.0.1]:${jump?.target.port} ${other}\n`);
    const seen = await capture([address(), '--jump', hop()]);
    expect([seen.code, seen.stdout]).toEqual([3, '']);
  });
});
