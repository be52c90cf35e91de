/** What stands before the first tuple of an entry. */
export interface Head {
  /** `null` where the columns of the network layer are missing, as in `conntrack -L`. */
  family: 'ipv4' | 'ipv6' | null;
  proto: string;
  timeoutS: number | null;
  state: string | null;
  /** Words that are none of these. */
  words: string[];
}

const families = { ipv4: '2', ipv6: '10' } as const;
const protocolName = /^[a-z][\w.-]{0,30}$/;
const stateName = /^[A-Z][A-Z_0-9]{0,30}$/;
/** Between its last packet and its removal an entry of kernels before 4.9 has less than nothing left. */
const seconds = /^-?\d{1,10}$/;

/** Reads `[l3name l3num] l4name l4num [timeout] [STATE]`; `null` when these are not the first words of an entry. */
export function headOf(words: readonly string[]): Head | null {
  const family = words[0] === 'ipv4' || words[0] === 'ipv6' ? words[0] : null;
  const at = family === null ? 0 : 2;
  if (family !== null && words[1] !== families[family]) return null;
  const proto = words[at] ?? '';
  if (!protocolName.test(proto) || !/^\d{1,3}$/.test(words[at + 1] ?? '')) return null;
  const rest = words.slice(at + 2);
  const timeout = rest[0] !== undefined && seconds.test(rest[0]) ? rest.shift() : undefined;
  const state = rest[0] !== undefined && stateName.test(rest[0]) ? rest.shift() : undefined;
  return {
    family,
    proto,
    timeoutS: timeout === undefined ? null : Math.max(0, Number(timeout)),
    state: state ?? null,
    words: rest,
  };
}
