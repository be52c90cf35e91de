import { parseConntrack } from '../../conntrack/entry.ts';
import { plainText } from '../../model/plain.ts';
import { parseLease } from '../../probes/leases.ts';
import { parseNeighbour } from '../../probes/neighbours.ts';
import { emptySample, type Sample } from '../lifecycle/look.ts';

/** No honest line comes near. */
const longestLine = 1500;
/** Connections and what belongs to them, of one look. */
const mostLines = 4000;

const seconds = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : null;

/** Adds one line to a look. Lines that are nothing are passed over. */
function add(look: Sample, kind: string, rest: string): void {
  switch (kind) {
    case 'b':
      look.begin = /^[0-9a-f-]{1,64}$/i.test(rest) ? rest.toLowerCase() : '-';
      return;
    case 's':
      look.settled = true;
      return;
    case '+': {
      const entry = parseConntrack(rest);
      if (entry) look.seen.push(entry);
      return;
    }
    case '-': {
      const [, last, since, ended, line = ''] = /^(\S+) (\S+) (?:([\d.]+) )?(.*)$/.exec(rest) ?? [];
      const entry = parseConntrack(line);
      const [lastS, sinceS, endedS] = [seconds(last), seconds(since), seconds(ended)];
      if (lastS !== null && sinceS !== null && entry && lastS <= sinceS)
        look.gone.push({ entry, lastS, sinceS, ...(endedS !== null && endedS >= lastS && { endedS }) });
      return;
    }
    case 'n': {
      const neighbour = parseNeighbour(rest);
      if (neighbour) look.neighbours.push(neighbour);
      return;
    }
    case 'w': {
      const [, mac, here] = /^((?:[0-9a-f]{2}:){5}[0-9a-f]{2}) ([01])$/.exec(rest) ?? [];
      if (mac !== undefined) look.wifi.push({ mac, here: here === '1' });
      return;
    }
    case 'd': {
      const lease = parseLease(rest);
      if (lease) look.leases.push(lease);
      return;
    }
    case 'f':
      look.rulesChanged = true;
      return;
    case 'a':
      look.wanChanged = true;
  }
}

/**
 * Reads the loop's output as it arrives, cut anywhere; gives whole looks. Lines without `nonce` are somebody else's.
 * A look that was cut off is dropped with what it said.
 */
export function sampleReader(nonce: string): { push(text: string): Sample[] } {
  const prefix = `${nonce} `;
  let rest = '';
  let open: Sample | null = null;
  let lines = 0;

  function read(line: string): Sample | null {
    if (!line.startsWith(prefix) || line.length > longestLine) return null;
    const kind = line.slice(prefix.length, prefix.length + 1);
    const said = line.slice(prefix.length + 2);
    if (kind === 't' || kind === 'h') {
      const [at, before] = said.split(' ');
      const atS = seconds(at);
      open = null;
      if (atS === null) return null;
      if (kind === 'h') return emptySample(atS);
      open = { ...emptySample(atS), beforeS: seconds(before) };
      lines = 0;
      return null;
    }
    if (open === null) return null;
    if (kind === '.') {
      const whole = open;
      open = null;
      return whole;
    }
    lines += 1;
    if (lines <= mostLines) add(open, kind, said);
    return null;
  }

  return {
    push(text) {
      const whole = `${rest}${text}`.split('\n');
      rest = whole.pop() ?? '';
      if (rest.length > longestLine) rest = rest.slice(0, longestLine + 1);
      return whole.flatMap((line) => read(plainText(line.endsWith('\r') ? line.slice(0, -1) : line)) ?? []);
    },
  };
}
