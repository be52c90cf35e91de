import type { CauseResult } from '../diagnosis/cause.ts';
import { cannotTell, cause, found, ruledOut } from '../diagnosis/cause.ts';
import { lineEvidence } from '../diagnosis/evidence.ts';
import { isFull } from '../diagnosis/fill.ts';
import type { Evidence } from '../model/evidence.ts';
import type { TableReading } from '../probes/readings.ts';

const id = 'table-full';

/** A full table throws out the entries that are neither offloaded nor assured, and refuses new ones. */
export const tableFull = cause({
  id,
  needs: ['table'],
  look(_facts, { table }): CauseResult {
    if (table.max <= 0) return cannotTell(id);
    const percent = Math.floor((table.count / table.max) * 100);
    const values = { count: table.count, max: table.max, percent };
    const evidence = counts(table);
    if (isFull(table)) return found(id, 'fault', { values, evidence });
    if (table.fullInLog > 0)
      return found(id, 'fault', {
        variant: 'was-full',
        values: { ...values, times: table.fullInLog },
        evidence: [...lineEvidence('dmesg', table.lines, /table full/), ...evidence],
      });
    const evicted = table.stats.early_drop ?? 0;
    if (evicted > 0)
      return found(id, 'note', {
        variant: 'early-drop',
        values: { ...values, evicted },
        evidence,
      });
    return ruledOut(id, { values, evidence });
  },
});

const counts = ({ count, max }: TableReading): Evidence[] => [
  { source: 'sysctl', line: `net.netfilter.nf_conntrack_count = ${count}` },
  { source: 'sysctl', line: `net.netfilter.nf_conntrack_max = ${max}` },
];
