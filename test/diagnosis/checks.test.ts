import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/causes/index.ts';
import { ask } from '../../src/diagnosis/ask.ts';
import type { CheckResult } from '../../src/diagnosis/finding.ts';
import { findingText, remarkText } from '../../src/diagnosis/report/words.ts';
import { languages } from '../../src/words/words.ts';
import { tables } from './check-tables.ts';

const byId = new Map(checks.map((check) => [check.id, check]));

function said(result: CheckResult): string {
  if (result.kind === 'silent') return 'silent';
  const told = result.kind === 'found' ? result.finding : result.remark;
  const kind = {
    found: `found ${'severity' in told ? told.severity : ''}`,
    'ruled-out': 'ruled out',
    unknown: 'unknown',
  };
  return kind[result.kind] + (told.variant === undefined ? '' : `/${told.variant}`);
}

/** Every text of a result, `null` where it must have one and has none. */
function texts(result: CheckResult): (string | null)[] {
  return languages.flatMap((language) => {
    if (result.kind === 'silent') return [];
    if (result.kind !== 'found') return [remarkText(language, result.kind, result.remark)];
    const { finding } = result;
    const parts = [findingText(language, finding, 'title'), findingText(language, finding, 'means')];
    return finding.remedy === 'advice' ? [...parts, findingText(language, finding, 'remedy')] : parts;
  });
}

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const rows = tables[id] ?? [];

  it.each(rows)('%s', (_what, scene, says) => {
    const result = ask(check, scene);
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
      .map(([, scene]) => ask(check, scene))
      .filter((one) => said(one).startsWith('found fault'));
    for (const fault of faults)
      expect(fault.kind === 'found' && fault.finding.evidence.length).toBeGreaterThan(0);
  });
});

describe('the list of checks', () => {
  it('equals its folder', () => {
    const files = readdirSync(new URL('../../src/causes/', import.meta.url)).filter(
      (file) => file !== 'index.ts',
    );
    expect([...byId.keys()].sort()).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
    expect(byId.size).toBe(checks.length);
  });

  it('has a table for each and no other', () => {
    expect(Object.keys(tables).sort()).toEqual([...byId.keys()].sort());
  });
});
