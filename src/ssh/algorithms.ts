import type { Algorithms } from 'ssh2';

/**
 * What is offered to a router, best first; SSH takes the first entry the router has too (RFC 4253 §7.1).
 * Measured against dropbear 2022.83: curve25519 shakes hands in half the time of a 2048-bit group; ciphers differ
 * by less than noise. AES stands before chacha20 because ssh2 without its native part computes Poly1305 in
 * WebAssembly, and because of Terrapin (CVE-2023-48795) on routers without strict key exchange.
 */
const modern = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group-exchange-sha256',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-256',
    'rsa-sha2-512',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'chacha20-poly1305@openssh.com',
  ],
  hmac: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
    // HMAC is not hurt by SHA-1's collisions, and OpenWrt 18.06 has builds with nothing else.
    'hmac-sha1',
  ],
  compress: ['none'],
} as const satisfies Algorithms;

/** SHA-1 signatures and key exchange: offered only to a router that has nothing better (OpenWrt 18.06). */
const old = {
  kex: ['diffie-hellman-group14-sha1'],
  serverHostKey: ['ssh-rsa'],
} as const satisfies Algorithms;

export const isOld = (algorithm: string): boolean =>
  [...old.kex, ...old.serverHostKey].some((name) => name === algorithm);

/** The type of key a host key algorithm belongs to: `rsa-sha2-256` signs with an `ssh-rsa` key. */
const keyType = (algorithm: string): string => (algorithm.startsWith('rsa-') ? 'ssh-rsa' : algorithm);

/**
 * The lists for one attempt. The pinned key's type stands first, so that a router which gained a key of another
 * type still shows the one that is known.
 */
export function algorithms(pinnedType: string | undefined, withOld: boolean): Algorithms {
  const all = withOld ? [...modern.serverHostKey, ...old.serverHostKey] : [...modern.serverHostKey];
  const known = all.filter((name) => keyType(name) === pinnedType);
  return {
    kex: withOld ? [...modern.kex, ...old.kex] : [...modern.kex],
    serverHostKey: [...known, ...all.filter((name) => !known.includes(name))],
    cipher: [...modern.cipher],
    hmac: [...modern.hmac],
    compress: [...modern.compress],
  };
}
