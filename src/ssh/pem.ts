import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';

const string = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** An ed25519 key in OpenSSH's own format, without a passphrase (OpenSSH: PROTOCOL.key). */
function openSshEd25519(key: KeyObject): string {
  const type = 'ssh-ed25519';
  const { d = '', x = '' } = key.export({ format: 'jwk' });
  const [secret, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  const check = randomBytes(4);
  const parts = [
    check,
    check,
    string(type),
    string(point),
    string(Buffer.concat([secret, point])),
    string(''),
  ];
  const inner = Buffer.concat(parts);
  const padding = Buffer.from(Array.from({ length: -inner.length & 7 }, (_, at) => at + 1));
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    string('none'),
    string('none'),
    string(''),
    Buffer.from([0, 0, 0, 1]),
    string(Buffer.concat([string(type), string(point)])),
    string(Buffer.concat([inner, padding])),
  ]);
  const lines = whole.toString('base64').replace(/.{70}/g, '$&\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

/**
 * ssh2 reads OpenSSH's format and the older PEM ones, not PKCS #8, which `openssl genpkey` writes. Turns that into
 * what it reads; any other text comes back as it was.
 */
export function fromPkcs8(text: string): string {
  if (!text.includes('-----BEGIN PRIVATE KEY-----')) return text;
  const key = createPrivateKey(text);
  if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs1', format: 'pem' }).toString();
  if (key.asymmetricKeyType === 'ec') return key.export({ type: 'sec1', format: 'pem' }).toString();
  return key.asymmetricKeyType === 'ed25519' ? openSshEd25519(key) : text;
}
