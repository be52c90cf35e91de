import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { ask } from '../../src/diagnosis/ask.ts';
import type { CauseResult } from '../../src/diagnosis/cause.ts';
import { findingText, remarkText } from '../../src/diagnosis/report/words.ts';
import { languages } from '../../src/model/language.ts';
import { tables } from './cause-tables.ts';

const byId = new Map(causes.map((cause) => [cause.id, cause]));

function said(result: CauseResult): string {
  if (result.kind === 'nothing') return 'nothing';
  const told = result.kind === 'found' ? result.finding : result.remark;
  const kind = {
    found: `found ${'severity' in told ? told.severity : ''}`,
    'ruled-out': 'ruled out',
    unknown: 'unknown',
  };
  return kind[result.kind] + (told.variant === undefined ? '' : `/${told.variant}`);
}

/** Every text of a result, `null` where it must have one and has none. */
function texts(result: CauseResult): (string | null)[] {
  return languages.flatMap((language) => {
    if (result.kind === 'nothing') return [];
    if (result.kind !== 'found') return [remarkText(language, result.kind, result.remark)];
    const { finding } = result;
    return [findingText(language, finding, 'title'), findingText(language, finding, 'means')];
  });
}

describe.each(causes.map((cause) => [cause.id, cause] as const))('%s', (id, cause) => {
  const rows = tables[id] ?? [];

  it.each(rows)('%s', (_what, scene, says) => {
    const result = ask(cause, scene);
    expect(said(result)).toBe(says);
    for (const text of texts(result)) {
      expect(text).toBeTruthy();
      // A key that has no words says itself; a value that is missing leaves its braces.
      expect(text).not.toMatch(/^(finding|ruled-out|unknown)\.|[{}]|undefined|NaN/);
    }
  });

  it('is found in one scene and not found in another', () => {
    expect(rows.some(([, , says]) => says.startsWith('found'))).toBe(true);
    expect(rows.some(([, , says]) => !says.startsWith('found'))).toBe(true);
  });

  it('shows a line of the router when it finds a fault', () => {
    const faults = rows
      .map(([, scene]) => ask(cause, scene))
      .filter((one) => said(one).startsWith('found fault'));
    for (const fault of faults)
      expect(fault.kind === 'found' && fault.finding.evidence.length).toBeGreaterThan(0);
  });
});

describe('the list of causes', () => {
  it('equals its folder', () => {
    const files = readdirSync(new URL('../../src/causes/', import.meta.url)).filter(
      (file) => file !== 'index.ts',
    );
    expect([...byId.keys()].sort()).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
    expect(byId.size).toBe(causes.length);
  });

  it('has a table for each and no other', () => {
    expect(Object.keys(tables).sort()).toEqual([...byId.keys()].sort());
  });
});
