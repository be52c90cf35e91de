import { createHash } from 'node:crypto';
import type { HostKey } from '../model/router.ts';

/** Fingerprint of a public key in SSH wire form (RFC 4253 §6.6), as `ssh-keygen -l` prints it. */
export const sha256Of = (blob: Buffer): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;

/** Type and fingerprint of a host key in SSH wire form. The type is the router's word: bounded and plain. */
export function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const type = blob.toString('latin1', 4, 4 + Math.min(length, 64)).replace(/[^\x21-\x7e]/g, '?');
  return { type, sha256: sha256Of(blob) };
}

export const sameHostKey = (a: HostKey, b: HostKey): boolean => a.type === b.type && a.sha256 === b.sha256;
