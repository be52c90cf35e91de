import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from './house.ts';
import { scenariosOn } from './index.ts';
import { faultsOf, keepMatrix, type Row, rowOf, withUntold } from './matrix.ts';
import type { Place } from './scenario.ts';

/** Every state that can be made at `place`, one after the other in one house: set up, looked at, put back. */
export async function play(place: Place, open: () => Promise<House>): Promise<void> {
  const scenarios = await scenariosOn(place);
  const seen: { title: string; row: Row }[] = [];
  let house: House;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(() => house?.close());

  test.each(scenarios)('%s', async (_, scenario) => {
    await house.sh(scenario.setUp);
    try {
      const row = await rowOf(house.session);
      seen.push({ title: scenario.title, row: withUntold(scenario, row) });
      expect(faultsOf(scenario, place, row)).toEqual([]);
    } finally {
      await house.sh(`${scenario.tearDown}\n/lab/phone fresh`);
    }
  });

  test('docs/matrix.md has it', () => {
    expect(seen).toHaveLength(scenarios.length);
    expect(keepMatrix(place, seen), 'it has been written anew: look at it and commit it').toBe(true);
  });
}
