import { asList, asObject, asText, isObject, parseJson } from './engine/text.ts';
import { readStatements } from './nft-grammar/ruleset.ts';
import type { NftChain, NftFlowtable, NftRule, NftSet, NftTable } from './readings.ts';

export interface NftRules {
  tables: NftTable[];
  chains: NftChain[];
  rules: NftRule[];
  flowtables: NftFlowtable[];
  sets: NftSet[];
}

/**
 * The base chains on the forward hook and what they reach, out of `nft -j -a list …` (libnftables-json(5)). `null` when
 * it is no such JSON. Unknown objects are passed over.
 */
export function parseNftJson(text: string): NftRules | null {
  const json = parseJson(text);
  if (!isObject(json) || !Array.isArray(json.nftables)) return null;
  const objects = asList(json.nftables).map(asObject);
  const all = <V>(kind: string, read: (object: Record<string, unknown>) => V | null): V[] =>
    objects.flatMap((object) => {
      const made = isObject(object[kind]) ? read(asObject(object[kind])) : null;
      return made === null ? [] : [made];
    });
  return {
    tables: all('table', tableOf),
    chains: all('chain', chainOf),
    rules: all('rule', ruleOf),
    flowtables: all('flowtable', flowtableOf),
    sets: [...all('set', setOf(false)), ...all('map', setOf(true))],
  };
}

interface InTable {
  family: string;
  table: string;
}

function inTable(object: Record<string, unknown>): (InTable & { name: string }) | null {
  const family = asText(object.family);
  const table = asText(object.table);
  const name = asText(object.name ?? object.chain);
  return family === null || table === null || name === null ? null : { family, table, name };
}

/** nft 1.0.6 prints flags of a table as any text that happens to be near: only names of flags are believed. */
function tableOf({ family, name, flags }: Record<string, unknown>): NftTable | null {
  const named = (typeof flags === 'string' ? [flags] : asList(flags)).map(asText);
  const known = named.every((flag) => flag === 'dormant' || flag === 'owner' || flag === 'persist');
  const place = { family: asText(family), name: asText(name) };
  if (place.family === null || place.name === null) return null;
  return { family: place.family, name: place.name, dormant: known ? named.includes('dormant') : null };
}

/** Listed with `-t` a set has no elements: as it stands, one without them was not listed. */
const setOf =
  (map: boolean) =>
  (object: Record<string, unknown>): NftSet | null => {
    const place = inTable(object);
    return place && { ...place, map, elements: Array.isArray(object.elem) ? object.elem : null, about: null };
  };

function chainOf(object: Record<string, unknown>): NftChain | null {
  const place = inTable(object);
  const prio = object.prio;
  return (
    place && {
      ...place,
      hook: asText(object.hook),
      prio: typeof prio === 'number' ? prio : null,
      policy: asText(object.policy),
    }
  );
}

function ruleOf(object: Record<string, unknown>): NftRule | null {
  const family = asText(object.family);
  const table = asText(object.table);
  const chain = asText(object.chain);
  const handle = object.handle;
  if (family === null || table === null || chain === null || typeof handle !== 'number') return null;
  return {
    family,
    table,
    chain,
    handle,
    comment: asText(object.comment),
    expr: asList(object.expr).flatMap(statement),
  };
}

/** nft 1.0.6 has no JSON for a chain without a name, and prints the whole statement as a string. */
const statement = (one: unknown): unknown[] => (typeof one === 'string' ? readStatements(one) : [one]);

function flowtableOf(object: Record<string, unknown>): NftFlowtable | null {
  const place = inTable(object);
  const { dev, flags } = object;
  return (
    place && {
      ...place,
      devices: (typeof dev === 'string' ? [dev] : asList(dev)).flatMap((name) => asText(name) ?? []),
      hardware: flags === 'offload' || asList(flags).includes('offload'),
    }
  );
}
