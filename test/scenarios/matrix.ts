import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { causes } from '../../src/causes/index.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { liveLooks } from '../../src/diagnosis/looks.ts';
import type { Session } from '../../src/ssh/session.types.ts';
import { type Place, type Scenario, standing } from './scenario.ts';

export type Cell = 'found' | 'ruled out' | 'could not tell' | '–';
/** What each cause said of one state. */
export type Row = Readonly<Record<string, Cell>>;

/** One look through the product, without following anything. */
export async function rowOf(session: Session): Promise<Row> {
  const { judgement } = await diagnose(liveLooks(session), causes, { followSeconds: 0 });
  const said = new Map<string, Cell>();
  for (const { id } of judgement.unknown) said.set(id, 'could not tell');
  for (const { id } of judgement.ruledOut) said.set(id, 'ruled out');
  for (const { id } of judgement.findings) said.set(id, 'found');
  return Object.fromEntries(causes.map(({ id }) => [id, said.get(id) ?? '–']));
}

/** What nothing in a household of namespaces or a lab router can tell, and what is missing for it. */
const missing: Readonly<Record<string, string>> = {};

/** What is wrong with a row: what is there and was not found, what is not there and was, what was left open for no reason. */
export function faultsOf(scenario: Scenario, place: Place, row: Row): string[] {
  const { found, untold = {} } = scenario;
  const also = [...(scenario.also ?? []), ...(scenario.spared ? [] : standing[place])];
  const missed = found
    .filter((id) => row[id] !== 'found')
    .map((id) => `${row[id] === 'ruled out' ? 'falsely ruled out' : 'missed'}: ${id}`);
  const others = causes.flatMap(({ id }) => {
    if (row[id] === 'found' && !found.includes(id) && !also.includes(id)) return [`falsely found: ${id}`];
    const open = row[id] === 'could not tell' && !(id in untold) && !(id in missing) && !found.includes(id);
    return open ? [`left open: ${id}`] : [];
  });
  return [...missed, ...others];
}

/** A row for the table: what a state may leave open is open there, although a look may have had the luck to tell. */
export const withUntold = ({ untold = {} }: Scenario, row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([id, cell]) => [
      id,
      id in untold && cell === 'ruled out' ? 'could not tell' : cell,
    ]),
  );

const file = new URL('../../docs/matrix.md', import.meta.url);
const heads: Readonly<Record<Place, string>> = {
  namespaces: '## Network namespaces, the kernel of the tests',
  '5.10': '## Lab router, kernel 5.10',
  '6.12': '## Lab router, kernel 6.12',
};
const preface = `# What is said of which state

Made by the tests (\`npm run test:real\` the first table, \`npm run test:lab\` the others) from \`test/scenarios/list\`, where each
state is a few lines of shell on a router with a phone and a push service. **found**, out (ruled out), ? (could not tell), – (has
nothing to say). A test fails when a cause is found that is not there, ruled out or missed that is, or left open while nothing is
missing to tell it; and when this file is not what they see.
`;

const mark: Readonly<Record<Cell, string>> = {
  found: '**found**',
  'ruled out': 'out',
  'could not tell': '?',
  '–': '–',
};

function table(rows: readonly { title: string; row: Row }[]): string {
  const raised = causes.map(({ id }) => id).filter((id) => rows.some(({ row }) => row[id] !== '–'));
  const silent = causes.map(({ id }) => id).filter((id) => !raised.includes(id));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...raised]),
    line(['---', ...raised.map(() => '---')]),
    ...rows.map(({ title, row }) => line([title, ...raised.map((id) => mark[row[id] ?? '–'])])),
    '',
    `Nothing to say in any of these: ${silent.join(', ') || 'none'}.`,
    '',
  ].join('\n');
}

/**
 * Compares the part of `docs/matrix.md` that is about a place with what was seen there; where it differs it is written
 * anew, save in CI. Gives whether it was current.
 */
export function keepMatrix(place: Place, rows: readonly { title: string; row: Row }[]): boolean {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const parts = new Map(
    old
      .split(/^(?=## )/m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trim()]),
  );
  parts.set(heads[place], table(rows).trim());
  const order = Object.values(heads).filter((head) => parts.has(head));
  const text = [preface.trim(), ...order.map((head) => `${head}\n\n${parts.get(head)}`)].join('\n\n');
  if (`${text}\n` === old) return true;
  if (process.env.CI !== 'true') writeFileSync(file, `${text}\n`);
  return false;
}
