import type { NftReading, NftRule, NftSet } from '../../probes/readings.ts';

/** What belongs to one table, found without going through all others. */
export interface Parts {
  /** Rules in order, by chain; a chain without rules has an empty list. */
  rules: Map<string, NftRule[]>;
  sets: NftSet[];
  /** Flowtables that hand their flows to hardware. */
  hardware: Set<string>;
}

/** The parts of a reading by `family table`. */
export function partsOf({ chains, rules, sets, flowtables }: NftReading): (place: string) => Parts {
  const found = new Map<string, Parts>();
  const at = (place: string): Parts => {
    const before = found.get(place);
    if (before) return before;
    const made: Parts = { rules: new Map(), sets: [], hardware: new Set() };
    found.set(place, made);
    return made;
  };
  for (const { family, table, name } of chains) at(`${family} ${table}`).rules.set(name, []);
  for (const rule of rules) {
    const ofTable = at(`${rule.family} ${rule.table}`).rules;
    const known = ofTable.get(rule.chain);
    if (known) known.push(rule);
    else ofTable.set(rule.chain, [rule]);
  }
  for (const set of sets) at(`${set.family} ${set.table}`).sets.push(set);
  for (const { family, table, name, hardware } of flowtables)
    if (hardware) at(`${family} ${table}`).hardware.add(name);
  return at;
}

/** Text of each rule, by `family table handle`. */
export function linesByHandle(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  let place = '';
  for (const line of lines) {
    const table = line.startsWith('table ') && /^table (\S{1,64} \S{1,256}) \{/.exec(line);
    if (table) place = table[1] ?? '';
    const handle = / # handle (\d{1,15})$/.exec(line);
    if (handle && place !== '') found.set(`${place} ${Number(handle[1])}`, line.trim());
  }
  return found;
}
