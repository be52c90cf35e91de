import { createHash, randomInt } from 'node:crypto';

/** Crockford's base 32: no letter is mistaken for a digit. https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code to be typed by a person: 10 signs, 50 bits. */
export const newCode = (): string =>
  Array.from({ length: 10 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

const normal = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** What is stored of a code. However it is typed: small letters, dashes, spaces. */
export const codeHash = (typed: string): string =>
  createHash('sha256').update(normal(typed)).digest('base64url');
