import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Scenario } from './scenario.ts';

const folder = join(import.meta.dirname, 'list');

/** Every file of `list/`, the quiet router first: a new state is one new file. */
export async function scenariosOn(place: Place): Promise<[string, Scenario][]> {
  const names = readdirSync(folder).map((name) => name.replace(/\.ts$/, ''));
  const all = await Promise.all(
    names.map(async (name): Promise<[string, Scenario]> => {
      const { scenario }: { scenario: Scenario } = await import(`./list/${name}.ts`);
      return [name, scenario];
    }),
  );
  const order = ([name, { last }]: [string, Scenario]) => (last ? 2 : Number(name !== 'quiet'));
  return all
    .filter(([, { on }]) => on.includes(place))
    .sort((a, b) => order(a) - order(b) || a[0].localeCompare(b[0]));
}
