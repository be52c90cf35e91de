import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { HostKey, Target } from '../../../model/router.ts';
import { hostKeyOf } from '../../../ssh/fingerprint.ts';

const run = promisify(execFile);

export interface KnownKey extends HostKey {
  /** Marked as not to be trusted any more. */
  isRevoked: boolean;
}

/** `[marker] host key-type base64` lines, after OpenSSH's `known_hosts` format (sshd(8)). Authorities are passed over. */
function keysOf(text: string): KnownKey[] {
  return text.split('\n').flatMap((line) => {
    const words = line.split(/\s+/);
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
    const [, type, blob] = words;
    if (line.startsWith('#') || !type || !blob || marker === '@cert-authority') return [];
    return [{ ...hostKeyOf(Buffer.from(blob, 'base64')), isRevoked: marker === '@revoked' }];
  });
}

/** Keys that this user's own OpenSSH knows for a router; none when it knows none or is not installed. */
export async function knownHosts({ host, port }: Target, files: readonly string[]): Promise<KnownKey[]> {
  const name = port === 22 ? host : `[${host}]:${port}`;
  const found = files.map(async (file) => {
    try {
      // ssh-keygen also finds hashed names.
      const { stdout } = await run('ssh-keygen', ['-F', name, '-f', file], { timeout: 5000 });
      return keysOf(stdout);
    } catch {
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}
