import type { AddressMap } from './addresses.ts';

/** What may hold an address: hexadecimal digits, colons and dots, two of these at least. */
const runs = /[0-9A-Fa-f:.]+/g;
const separators = /[:.].*[:.]/;
/** What stands behind an address in a line where its network's length does: `/24`, or JSON of nft. */
const lengthBehind = /^(?:\/|", "len": )(\d{1,3})(?!\d)/;
const mac = /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}$/;
/** A client's id that holds its MAC, an address that was cut: told apart from a time of day by its length. */
const long = /^[0-9A-Fa-f]*(?::[0-9A-Fa-f]*){3}/;
const pairs = /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})*$/;

/** Numbers things in the order in which they are first seen. */
export function makeNumbers(): (thing: string) => number {
  const seen = new Map<string, number>();
  return (thing) => {
    const number = seen.get(thing) ?? seen.size + 1;
    seen.set(thing, number);
    return number;
  };
}

/** Replaces every address and MAC of a line. Linear in its length. */
export function makeTokenRedactor(addresses: AddressMap): (line: string) => string {
  const macNumber = makeNumbers();
  const idNumber = makeNumbers();

  /** A MAC keeps whether it is of a vendor or a private one; ranges: RFC 7042. */
  const macFor = (text: string): string => {
    const lower = text.toLowerCase();
    const first = Number.parseInt(lower.slice(0, 2), 16);
    if (first % 2 === 1 || lower === '00:00:00:00:00:00') return text;
    const number = macNumber(lower).toString(16).padStart(4, '0');
    const place = Math.floor(first / 2) % 2 === 1 ? '02:00:00:00' : '00:00:5e:00';
    return `${place}:${number.slice(0, 2)}:${number.slice(2)}`;
  };

  const wordFor = (text: string, length: number | null): string | null => {
    if (mac.test(text)) return macFor(text);
    const whole = pairs.test(text) ? null : addresses(text, length);
    if (whole !== null) return whole;
    // `192.168.1.1:53`, `2001:db8:…:53` with its port, `::ffff:192.168.1.1`
    const cut = text.lastIndexOf(':');
    const [before, behind] = [text.slice(0, cut), text.slice(cut + 1)];
    const tail = cut > 0 && behind.includes('.') ? addresses(behind, length) : null;
    if (tail !== null) return `${before}:${tail}`;
    const head = cut > 0 && /^\d{1,5}$/.test(behind) ? addresses(before, null) : null;
    if (head !== null) return `${head}:${behind}`;
    return long.test(text) ? `id-${idNumber(text.toLowerCase())}` : null;
  };

  return (line) =>
    line.replace(runs, (run, at: number) => {
      if (!separators.test(run)) return run;
      const lead = /^:(?!:)/.test(run) ? 1 : 0;
      const trail = /(?:\.|[^:]:)$/.test(run) ? 1 : 0;
      const text = run.slice(lead, run.length - trail);
      const [before, behind] = [line.charAt(at - 1), line.charAt(at + run.length)];
      if ((lead === 0 && /\w/.test(before)) || (trail === 0 && /\w/.test(behind))) return run;
      const length = lengthBehind.exec(line.slice(at + run.length, at + run.length + 16))?.[1];
      const word = wordFor(text, length === undefined ? null : Number(length));
      return word === null ? run : run.slice(0, lead) + word + run.slice(run.length - trail);
    });
}
