import ssh2 from 'ssh2';

/** Private and public half, each as OpenSSH writes it. */
export interface KeyPair {
  private: string;
  public: string;
}

/**
 * A new ed25519 key pair. ssh2 1.17 sometimes writes a private key that it cannot read back ("Malformed OpenSSH
 * private key", seen 11 times in 3000): such a pair is thrown away.
 */
export function makeKeyPair(comment = ''): KeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}
