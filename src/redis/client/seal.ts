import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';

/** Turns a record into what is stored of it and back. `id` names the record: sealed text moved to another is refused. */
export interface Seal {
  close(id: string, plain: string): string;
  open(id: string, stored: string): string;
}

const mark = 'sealed:1:';
const parts = { salt: 16, iv: 12, tag: 16 };

/** The record's own key, so that no key seals more than one text. */
const keyFor = (master: Buffer, salt: Buffer, id: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, salt, `pushmedic:${id}`, 32));

function close(master: Buffer, id: string, plain: string): string {
  const salt = randomBytes(parts.salt);
  const iv = randomBytes(parts.iv);
  const cipher = createCipheriv('aes-256-gcm', keyFor(master, salt, id), iv).setAAD(Buffer.from(id));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return mark + Buffer.concat([salt, iv, cipher.getAuthTag(), body]).toString('base64');
}

function open(master: Buffer, id: string, stored: string): string {
  const bytes = Buffer.from(stored.slice(mark.length), 'base64');
  const salt = bytes.subarray(0, parts.salt);
  const iv = bytes.subarray(parts.salt, parts.salt + parts.iv);
  const body = parts.salt + parts.iv + parts.tag;
  const decipher = createDecipheriv('aes-256-gcm', keyFor(master, salt, id), iv, {
    authTagLength: parts.tag,
  });
  decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(parts.salt + parts.iv, body));
  return decipher.update(bytes.subarray(body), undefined, 'utf8') + decipher.final('utf8');
}

/**
 * Seals with AES-256-GCM under a key made from `secret` (scrypt, so that a sentence will do). Without a secret
 * everything is stored as it is; what was stored before there was one stays readable.
 * `open` throws when the text was changed, belongs to another record or was sealed with another secret.
 */
export function makeSeal(secret: string | null): Seal {
  if (secret === null)
    return {
      close: (_, plain) => plain,
      open: (id, stored) => {
        if (stored.startsWith(mark)) throw new Error(`${id} is sealed and there is no PUSHMEDIC_SECRET`);
        return stored;
      },
    };
  const master = scryptSync(secret, 'pushmedic', 32);
  return {
    close: (id, plain) => close(master, id, plain),
    open: (id, stored) => (stored.startsWith(mark) ? open(master, id, stored) : stored),
  };
}
