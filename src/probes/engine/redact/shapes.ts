import { services } from '../../../push/services/index.ts';
import { makeNumbers } from './tokens.ts';

/** Names that belong to nobody's household: of push services, and of those whose programs run everywhere. */
const publicNames = new Set([
  'apple.com',
  'google.com',
  'googleapis.com',
  'akadns.net',
  'openwrt.org',
  'immortalwrt.org',
  ...services.flatMap(({ hosts }) => hosts.map((name) => name.replace(/^\*-?\.?/, ''))),
]);
const isPublic = (name: string): boolean =>
  [...publicNames].some((known) => name === known || name.endsWith(`.${known}`));

/** What is written with dots and is no name of a host: facilities of the log, files. */
const facility = /^(?:kern|user|daemon|auth|authpriv|cron|syslog|local\d|lpr|mail|news|ntp)\.[a-z]+$/i;
const fileEnd =
  /\.(?:sh|nft|json|txt|lua|uc|user|conf|list|leases|log|d|so|ko|include|yaml|yml|db|pid|sock|rules|network|firewall)$/i;

const account = /[A-Za-z0-9._%+-]{0,63}[A-Za-z0-9]@[A-Za-z0-9][A-Za-z0-9.-]{0,190}/g;
const host =
  /(?<![\w.@/-])(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})\.){1,8}[A-Za-z][A-Za-z-]{1,23}(?![\w.-]*\w)/g;
const dashedMac = /(?<![\w-])[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}(?![\w-])/g;
/** Where a household lives, as far as its clock tells. */
const zone = /(\bzonename\s+['"]?)[^'"]+/g;
/** What follows a word for a secret: `token=…`, `"password": "…"`, `option private_key '…'`. */
const told =
  /\b(pass(?:word|wd|phrase)?|secret|token|psk|(?:api|private|preshared|public|wpa|wep)_?key)(["']?\s?[:=]\s?["']?|\s+["'])([^\s"',;}]{4,})/gi;
/** Of signs as keys and tokens are made of; whether it is one, `isSecret` tells. */
const runs = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

/** Long, and mixed as nobody writes: hexadecimal, or with capitals, small letters and digits. */
const isSecret = (run: string): boolean =>
  /^[0-9A-Fa-f]{24,}$/.test(run) ||
  run
    .split(/[/_-]/)
    .some((part) => part.length >= 16 && /[A-Z]/.test(part) && /[a-z]/.test(part) && /\d/.test(part)) ||
  (run.length >= 40 && /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run) && /[+/=]/.test(run));

/** Replaces what its shape betrays: accounts, names of hosts, keys, tokens, MACs with dashes. The same by the same. */
export function makeShapeRedactor(): (line: string) => string {
  const [secret, name, person, mac] = [makeNumbers(), makeNumbers(), makeNumbers(), makeNumbers()];
  return (line) =>
    line
      .replace(zone, '$1*')
      .replace(
        told,
        (_all, word: string, sign: string, value: string) => `${word}${sign}secret-${secret(value)}`,
      )
      .replace(account, (found) => `account-${person(found.toLowerCase())}`)
      .replace(runs, (run) => (isSecret(run) ? `secret-${secret(run)}` : run))
      .replace(dashedMac, (found) => `mac-${mac(found.toLowerCase())}`)
      .replace(host, (found) => {
        const lower = found.toLowerCase();
        if (isPublic(lower) || facility.test(found) || fileEnd.test(found)) return found;
        return `host-${name(lower)}`;
      });
}
