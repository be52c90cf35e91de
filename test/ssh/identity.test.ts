import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { ensureIdentity, loadIdentity, readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { onPath } from './dropbear.ts';

const folder = mkdtempSync(join(tmpdir(), 'pushmedic-identity-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keygen = (name: string, ...options: string[]): string => {
  const file = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-f', file, ...options], { stdio: 'ignore' });
  return file;
};
const fingerprint = (file: string): string =>
  execFileSync('ssh-keygen', ['-l', '-f', file], { encoding: 'utf8' }).split(' ')[1] ?? '';

describe('the bot’s own key', () => {
  it('is made on first start, for its owner alone, and kept', async () => {
    const path = join(folder, 'data/deep/id_ed25519');
    const made = await ensureIdentity(path);
    expect(made.type).toBe('ssh-ed25519');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data/deep'))).toEqual(['id_ed25519']);
    expect(fingerprint(path)).toBe(made.sha256);
    expect(
      execFileSync('ssh-keygen', ['-y', '-f', path], { encoding: 'utf8' }).split(' ').slice(0, 2),
    ).toEqual(made.publicLine.split(' ').slice(0, 2));
    expect((await ensureIdentity(path)).publicLine).toBe(made.publicLine);
  });

  it('is one when many start at once, in several processes too', async () => {
    const path = join(folder, 'race/id');
    const module = new URL('../../src/ssh/identity.ts', import.meta.url).pathname;
    const bundle = join(folder, 'identity.mjs');
    execFileSync(join(process.cwd(), 'node_modules/.bin/esbuild'), [
      module,
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--external:ssh2',
      `--outfile=${join(process.cwd(), 'node_modules/.cache/identity-race.mjs')}`,
      '--log-level=error',
    ]);
    const cached = join(process.cwd(), 'node_modules/.cache/identity-race.mjs');
    writeFileSync(
      bundle,
      `import { ensureIdentity } from ${JSON.stringify(cached)}; console.log((await ensureIdentity(process.argv[2])).sha256);`,
    );
    const script = `for i in 1 2 3 4; do ${JSON.stringify(process.execPath)} ${bundle} ${path} & done; wait`;
    const said = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    rmSync(cached);
    expect(said.stderr).toBe('');
    const seen = said.stdout.trim().split('\n');
    const inProcess = await Promise.all(Array.from({ length: 8 }, () => ensureIdentity(path)));
    expect(seen).toHaveLength(4);
    expect(new Set([...seen, ...inProcess.map(({ sha256 }) => sha256)])).toEqual(
      new Set([fingerprint(path)]),
    );
    expect(readdirSync(join(folder, 'race'))).toEqual(['id']);
  });

  it('is readable however its bytes fall', () => {
    for (let times = 0; times < 600; times += 1)
      expect(readIdentity(makeKeyPair().private, 'new').type).toBe('ssh-ed25519');
  });

  it('never shows in a log', async () => {
    const path = join(folder, 'secret');
    const identity = await ensureIdentity(path);
    const body = readFileSync(path, 'utf8').split('\n').slice(1, -2).join('');
    expect(JSON.stringify(identity)).not.toContain(body.slice(80, 120));
    expect(JSON.stringify(identity)).not.toContain('PRIVATE');
    expect(body.length).toBeGreaterThan(200);
  });

  it('cannot be made where nothing can be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(ensureIdentity(join(file, 'id'))).rejects.toMatchObject({ failure: { cause: 'key-file' } });
  });
});

describe('keys from elsewhere', () => {
  it.each([
    ['ed25519', ['-t', 'ed25519', '-N', ''], 'ssh-ed25519'],
    ['rsa', ['-t', 'rsa', '-b', '2048', '-N', ''], 'ssh-rsa'],
    ['rsa-pem', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', ''], 'ssh-rsa'],
    ['ecdsa', ['-t', 'ecdsa', '-N', ''], 'ecdsa-sha2-nistp256'],
  ])('reads OpenSSH’s %s', async (name, options, type) => {
    const file = keygen(name, ...options);
    expect(await loadIdentity(file)).toMatchObject({ type, sha256: fingerprint(file) });
  });

  it.each([
    ['ed25519', generateKeyPairSync('ed25519'), 'ssh-ed25519'],
    ['rsa', generateKeyPairSync('rsa', { modulusLength: 2048 }), 'ssh-rsa'],
    ['ec', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ecdsa-sha2-nistp256'],
  ])('reads PKCS #8 with %s, and signs with it', (name, { privateKey, publicKey }, type) => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const identity = readIdentity(pem, name);
    expect(identity.type).toBe(type);
    const signature = identity.key.sign('x');
    expect(Buffer.isBuffer(signature) && identity.key.verify('x', signature)).toBe(true);
    const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(identity.key.getPublicPEM().replace(/\s/g, '')).toBe(spki.replace(/\s/g, ''));
  });

  it.each([
    ['an encrypted one', () => readFileSync(keygen('locked', '-t', 'ed25519', '-N', 'secret')), 'encrypted'],
    [
      'an encrypted PEM',
      () => readFileSync(keygen('lockedpem', '-t', 'rsa', '-m', 'PEM', '-N', 'secret')),
      'encrypted',
    ],
    ['an encrypted PKCS #8', () => encryptedPkcs8(), 'encrypted'],
    ['the public half', () => readFileSync(`${keygen('half', '-t', 'ed25519', '-N', '')}.pub`), 'public'],
    ['dropbear’s format', () => dropbearKey(), 'dropbear'],
    ['nothing', () => Buffer.alloc(0), 'format'],
    [
      'a damaged one',
      () => readFileSync(keygen('hurt', '-t', 'ed25519', '-N', '')).subarray(0, 200),
      'format',
    ],
    ['another file', () => Buffer.from('PUSHMEDIC=1\n'), 'format'],
    ['noise', () => Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7) % 256)), 'format'],
  ])('says why %s cannot be used', (_name, bytes, detail) => {
    expect(() => readIdentity(bytes(), '/key')).toThrow(
      expect.objectContaining({ failure: { cause: 'key-file', path: '/key', detail } }),
    );
  });

  it('says when the file is missing, a folder or a FIFO', async () => {
    const failure = (path: string, detail: string) => ({ failure: { cause: 'key-file', path, detail } });
    const missing = join(folder, 'nowhere');
    await expect(loadIdentity(missing)).rejects.toMatchObject(failure(missing, 'missing'));
    const dir = join(folder, 'dir');
    mkdirSync(dir);
    await expect(loadIdentity(dir)).rejects.toMatchObject(failure(dir, 'no-file'));
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    chmodSync(fifo, 0o600);
    await expect(loadIdentity(fifo)).rejects.toMatchObject(failure(fifo, 'no-file'));
  });

  it('does not repeat a key in its complaint', () => {
    const text = readFileSync(keygen('loud', '-t', 'ed25519', '-N', ''), 'utf8').replace(
      'OPENSSH',
      'OPENSHS',
    );
    try {
      readIdentity(text, '/key');
      expect.unreachable();
    } catch (error) {
      expect(inspect(error, { depth: 9 })).not.toContain(text.split('\n')[1]);
    }
  });
});

function encryptedPkcs8(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return Buffer.from(
    privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
  );
}

function dropbearKey(): Buffer {
  const file = join(folder, 'dropbear');
  execFileSync(onPath('dropbearkey') ?? 'dropbearkey', ['-t', 'ed25519', '-f', file], { stdio: 'ignore' });
  return readFileSync(file);
}
