import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import type { HostKey, Target } from '../../model/router.ts';

const run = promisify(execFile);

/** `host key-type base64` lines, after OpenSSH's `known_hosts` format (sshd(8)). */
function keysOf(text: string): HostKey[] {
  return text.split('\n').flatMap((line) => {
    const [, type, blob] = line.startsWith('#')
      ? []
      : line.split(/\s+/).filter((word) => !word.startsWith('@'));
    if (!type || !blob) return [];
    const sha256 = createHash('sha256')
      .update(Buffer.from(blob, 'base64'))
      .digest('base64')
      .replace(/=+$/, '');
    return [{ type, sha256: `SHA256:${sha256}` }];
  });
}

/** Keys that this user's own OpenSSH trusts for a router; none when it knows none or is not installed. */
export async function knownHosts({ host, port }: Target): Promise<HostKey[]> {
  const name = port === 22 ? host : `[${host}]:${port}`;
  try {
    // ssh-keygen also finds hashed names.
    const { stdout } = await run('ssh-keygen', ['-F', name], { timeout: 5000 });
    return keysOf(stdout);
  } catch {
    return [];
  }
}
