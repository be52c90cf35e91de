import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import ssh2, { type ParsedKey } from 'ssh2';
import { Failed, fail } from '../model/failure.ts';
import { sha256Of } from './fingerprint.ts';
import { makeKeyPair } from './key-pair.ts';
import { fromPkcs8 } from './pem.ts';

/** The private key with which the bot logs in to routers. */
export interface Identity {
  /** `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256` … */
  type: string;
  /** One line for `authorized_keys`; dropbear and OpenSSH read the same. */
  publicLine: string;
  /** Fingerprint of the public half, as `ssh-keygen -l` prints it. */
  sha256: string;
  /** Holds the secret half; ssh2 keeps it out of enumeration, so that no log can print it. */
  key: ParsedKey;
}

/** A private key is a few kilobytes; anything longer is another file. */
const limitBytes = 64 * 1024;

/** Why text is not a usable key: a code for `failure.key-file.detail.<code>`. */
function fault(bytes: Buffer, parsed: ParsedKey | Error): string | null {
  if (bytes.length >= 8 && bytes[0] === 0 && /^(ssh-|ecds)/.test(bytes.toString('latin1', 4, 8)))
    return 'dropbear';
  const text = bytes.toString('latin1');
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED|^Encryption: (?!none)/m.test(text))
    return 'encrypted';
  if (parsed instanceof Error) return /encrypted/i.test(parsed.message) ? 'encrypted' : 'format';
  if (!parsed.isPrivateKey()) return 'public';
  return parsed.type === 'ssh-dss' ? 'type' : null;
}

function parse(bytes: Buffer): ParsedKey | Error {
  try {
    const parsed: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(fromPkcs8(bytes.toString('utf8')));
    return Array.isArray(parsed) ? (parsed[0] ?? new Error('no key')) : parsed;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Reads a private key without passphrase: OpenSSH's format, PEM (PKCS #1, SEC 1, PKCS #8) or PuTTY's.
 * @param from where it came from, for the failure.
 * @throws Failed `key-file`, `detail` one of `encrypted`, `public`, `dropbear`, `type`, `format`.
 */
export function readIdentity(text: string | Buffer, from: string): Identity {
  const bytes = Buffer.from(text);
  const key = parse(bytes);
  const detail = fault(bytes, key);
  if (detail !== null || key instanceof Error)
    return fail({ cause: 'key-file', path: from, detail: detail ?? 'format' });
  const blob = key.getPublicSSH();
  const publicLine = `${key.type} ${blob.toString('base64')} pushmedic`;
  return { type: key.type, publicLine, sha256: sha256Of(blob), key };
}

const codes: Record<string, string> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
};

const failFile = (path: string, error: unknown): never => {
  if (error instanceof Failed) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return fail({ cause: 'key-file', path, detail: codes[code] ?? code }, error);
};

async function readFile(path: string): Promise<Buffer> {
  // Non-blocking, so that a FIFO in the key's place does not hang the start.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) return fail({ cause: 'key-file', path, detail: 'no-file' });
    const { buffer, bytesRead } = await file.read(Buffer.alloc(limitBytes), 0, limitBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The identity in `path`.
 * @throws Failed `key-file`; beyond {@link readIdentity}'s, `detail` is `missing`, `denied`, `no-file` or the
 * system's error code.
 */
export async function loadIdentity(path: string): Promise<Identity> {
  const bytes = await readFile(path).catch((error: unknown) => failFile(path, error));
  return readIdentity(bytes, path);
}

const isMissing = (error: unknown): boolean =>
  error instanceof Failed && error.failure.cause === 'key-file' && error.failure.detail === 'missing';

/**
 * The identity in `path`, made there (ed25519, mode 0600) when nothing is. Whole or absent at every moment: written
 * beside and linked into place, so of two processes that start at once the first wins and both use its key.
 * @throws Failed `key-file`
 */
export async function ensureIdentity(path: string): Promise<Identity> {
  const known = await loadIdentity(path).catch((error: unknown) =>
    isMissing(error) ? null : Promise.reject(error),
  );
  if (known) return known;
  const beside = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(makeKeyPair('pushmedic').private);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(beside, path).catch((error: NodeJS.ErrnoException) =>
      error.code === 'EEXIST' ? undefined : Promise.reject(error),
    );
  } catch (error) {
    return failFile(path, error);
  } finally {
    await rm(beside, { force: true }).catch(() => {});
  }
  return loadIdentity(path);
}
