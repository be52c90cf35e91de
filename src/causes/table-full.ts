import { lineEvidence } from '../diagnosis/evidence.ts';
import type { CheckResult, Evidence } from '../diagnosis/finding.ts';
import { cannotTell, check, found, ruledOut } from '../diagnosis/result.ts';
import type { TableReading } from '../probes/readings.ts';

const id = 'table-full';
const nearlyFull = 0.9;

/** A full table throws out the entries that are neither offloaded nor assured, and refuses new ones. */
export const tableFull = check({
  id,
  needs: ['table'],
  look(_scene, { table }): CheckResult {
    if (table.max <= 0) return cannotTell(id);
    const share = table.count / table.max;
    const values = { count: table.count, max: table.max, percent: Math.floor(share * 100) };
    const evidence = counts(table);
    if (share >= nearlyFull) return found(id, 'fault', { values, evidence, remedy: 'advice' });
    if (table.fullInLog > 0)
      return found(id, 'fault', {
        variant: 'was-full',
        values: { ...values, times: table.fullInLog },
        evidence: [...lineEvidence('dmesg', table.lines, /table full/), ...evidence],
        remedy: 'advice',
      });
    const evicted = table.stats.early_drop ?? 0;
    if (evicted > 0)
      return found(id, 'note', {
        variant: 'early-drop',
        values: { ...values, evicted },
        evidence,
        remedy: 'advice',
      });
    return ruledOut(id, { values, evidence });
  },
});

const counts = ({ count, max }: TableReading): Evidence[] => [
  { source: 'sysctl', line: `net.netfilter.nf_conntrack_count = ${count}` },
  { source: 'sysctl', line: `net.netfilter.nf_conntrack_max = ${max}` },
];
