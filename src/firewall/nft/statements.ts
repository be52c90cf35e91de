import type { Family } from '../api.types.ts';
import { always, isFamily } from '../fields.ts';
import { accepting, passing } from '../iptables/targets.ts';
import { unknownMark } from '../marks.ts';
import type { Step, Test, Verdict } from '../program.ts';
import { remembered } from '../remembered.ts';
import { at, isObject, kindOf, textAt } from './ast.ts';
import { comparison, oneOf } from './compare.ts';
import { leftOf } from './left.ts';
import { markStep } from './mangle.ts';
import { type Table, verdictOf } from './verdicts.ts';
import { vmapSteps } from './vmap.ts';

const test = (of: Test, text: string | (() => string)): Step => ({
  kind: 'test',
  test: of,
  text: typeof text === 'string' ? () => text : text,
});
const verdict = (of: Verdict): Step => ({ kind: 'verdict', verdict: of });

/** One statement of a rule, in nft's JSON, as steps. */
export function stepsOf(statement: unknown, table: Table): Step[] {
  const kind = kindOf(statement);
  if (kind === null) return [test(always('unknown'), String(statement).slice(0, 80))];
  const body = at(statement, kind);
  const made = conditions(kind, body, table) ?? verdicts(kind, body, table);
  return made ?? (silent.has(kind) ? [] : [test(always('unknown'), kind)]);
}

/** Statements that say nothing about which packets match, and set nothing that matters. */
const silent = new Set([
  'counter',
  'log',
  'comment',
  'last',
  'notrack',
  'ct timeout',
  'ct helper',
  'ct expectation',
  'secmark',
  'dup',
  'reset',
  'nftrace',
]);

function conditions(kind: string, body: unknown, table: Table): Step[] | null {
  switch (kind) {
    case 'match':
      return matchSteps(body, table);
    case 'vmap':
      return vmapSteps(body, table);
    case 'mangle':
      return mangleSteps(body, table);
    case 'set':
    case 'map':
    case 'meter':
      return elementSteps(body);
    case 'limit':
    case 'quota':
      return [test(always('sometimes'), kind)];
    case 'counter':
    case 'ct helper':
    case 'ct timeout':
    case 'ct expectation':
    case 'secmark':
      return lookups(body, table);
    case 'xt':
      return extension(body, table);
    default:
      return null;
  }
}

function matchSteps(body: unknown, { sets }: Table): Step[] {
  const { left, needs } = leftOf(at(body, 'left'));
  const text = () => `${wordsOf(at(body, 'left'))} ${wordsOf(at(body, 'right'))}`.slice(0, 120);
  const compared = comparison(left, textAt(body, 'op') ?? '==', at(body, 'right'), sets, at(body, 'left'));
  return [...needs.map((need) => test(need, text)), test(compared, text)];
}

/** An expression in few words, for doubts. */
const wordsOf = (expression: unknown): string =>
  isObject(expression) || Array.isArray(expression)
    ? JSON.stringify(expression)
        .replace(/["{}[\]]/g, '')
        .replace(/[:,]/g, ' ')
        .slice(0, 100)
    : String(expression).slice(0, 60);

function mangleSteps(body: unknown, table: Table): Step[] {
  const { needs } = leftOf(at(body, 'key'));
  const step = markStep(at(body, 'key'), at(body, 'value'), table.sets);
  return [
    ...needs.map((need) => test(need, 'set')),
    ...(lookups(at(body, 'value'), table) ?? []),
    ...(step ? [step] : []),
  ];
}

/** A value taken from a map: where the map has none, the rule ends there (NFT_BREAK). */
function lookups(value: unknown, { sets }: Table): Step[] | null {
  const map = at(value, 'map') ?? at(at(value, '|'), 'map');
  if (map === undefined) return isObject(value) && JSON.stringify(value).includes('"map"') ? [lookup] : null;
  const { left, needs } = leftOf(at(map, 'key'));
  const data = at(map, 'data');
  const named = typeof data === 'string' ? sets(data) : undefined;
  const keys = named ? named.elements : elementsWithKeys(data);
  const look = (): Test => (keys ? oneOf(left, keys.map(keyOf)) : always('unknown'));
  const found = named
    ? named.once(`map ${JSON.stringify(at(map, 'key'))}`, () => remembered(look()))
    : look();
  return [...needs.map((need) => test(need, 'map')), test(found, 'map')];
}

const lookup = test(always('unknown'), 'map');

const elementsWithKeys = (data: unknown): unknown[] | null => {
  const set = at(data, 'set');
  return Array.isArray(set) ? set : null;
};

const keyOf = (pair: unknown): unknown => (Array.isArray(pair) ? pair[0] : pair);

/** `add @set { … }`: what is added has to be there, and limits and counts of the element are conditions. */
function elementSteps(body: unknown): Step[] {
  const element = at(body, 'elem') ?? at(body, 'key');
  const { needs } = leftOf(at(at(element, 'elem'), 'val') ?? element);
  const inner = [at(body, 'stmt'), at(at(element, 'elem'), 'stmt')].flatMap((list) =>
    Array.isArray(list) ? list : list === undefined ? [] : [list],
  );
  const limits = inner.flatMap((one): Step[] => {
    const kind = kindOf(one);
    if (kind === 'limit' || kind === 'quota') return [test(always('sometimes'), kind)];
    return kind === 'counter' || kind === 'last' ? [] : [test(always('unknown'), kind ?? 'element')];
  });
  return [...needs.map((need) => test(need, 'element')), ...limits];
}

const forgotten = { packet: unknownMark, ct: unknownMark };

/**
 * Rules of iptables-nft that nft cannot put into words of its own. Its JSON tells of no name up to 1.0.6: then it may be
 * a target, and so the one that offloads.
 */
function extension(body: unknown, table: Table): Step[] {
  const name = textAt(body, 'name');
  const condition = test(always('unknown'), `xt ${name ?? ''}`);
  if (textAt(body, 'type') === 'match') return name === 'comment' ? [] : [condition];
  if (name === 'FLOWOFFLOAD') return [{ kind: 'offload', hardware: false }];
  if (name !== null && passing.has(name)) return [];
  if (name !== null && accepting.has(name)) return [verdict({ kind: 'accept' })];
  if (name === 'MARK' || name === 'CONNMARK') return [{ kind: 'mark', change: () => forgotten }];
  return [condition, verdict({ kind: 'jump', to: table.chain(`xt ${name ?? ''}`) })];
}

function verdicts(kind: string, body: unknown, table: Table): Step[] | null {
  switch (kind) {
    case 'flow':
      return [
        { kind: 'offload', hardware: table.hardware((textAt(body, 'flowtable') ?? '').replace(/^@/, '')) },
      ];
    case 'reject':
      return [...familyOfReject(body), verdict({ kind: 'drop' })];
    // A program that takes a packet lets it pass, or there would be no connection.
    case 'queue':
    case 'snat':
    case 'dnat':
    case 'masquerade':
    case 'redirect':
    case 'tproxy':
      return [verdict({ kind: 'accept' })];
    default: {
      const made = verdictOf(kind, body, table);
      return made && [verdict(made)];
    }
  }
}

const rejects: Readonly<Record<string, Family>> = { icmp: 'ipv4', icmpv6: 'ipv6' };

function familyOfReject(body: unknown): Step[] {
  const type = textAt(body, 'type') ?? '';
  const family = Object.hasOwn(rejects, type) ? rejects[type] : undefined;
  return family === undefined ? [] : [test(isFamily(family), 'reject')];
}
