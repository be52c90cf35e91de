import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probes } from '../../src/probes/index.ts';

const folder = join(import.meta.dirname, '../../src/probes');

describe('the list of probes', () => {
  it('is the folder: every file that makes a probe is on it, under its own name', () => {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /: Probe<'\w+'> = \{/.test(readFileSync(join(folder, file), 'utf8')))
      .map((file) => file.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual(Object.keys(probes).sort());
    for (const [name, probe] of Object.entries(probes)) expect(probe.id).toBe(name);
  });
});
