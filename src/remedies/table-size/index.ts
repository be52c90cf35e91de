import { z } from 'zod';
import { isShort } from '../../diagnosis/fill.ts';
import type { CureState } from '../../model/offer.ts';
import { readValue, type Snapshot } from '../../probes/engine/probe.ts';
import type { Proof, Sample } from '../proof.ts';
import type { Footprint, Proposal, Remedy, RemedyFacts } from '../remedy.ts';
import {
  ownLines,
  procFile,
  raisingScripts,
  readBlock,
  readsSysctlConf,
  revertLines,
  type Signer,
  sysctlConf,
  sysctlNext,
} from '../sysctl-lines.ts';

const setting = 'nf_conntrack_max';
const entries = z.int().min(1).max(100_000_000);

/** How many connections the table held, and will hold. */
const tableSizeParams = z.object({ before: entries, to: entries, persistent: z.boolean() });
type TableSizeParams = z.infer<typeof tableSizeParams>;

const signer: Signer = { id: 'table-size', version: 1 };

/** An entry with its extensions takes some 400 bytes: 52 MB for this many, which no home needs (nf_conntrack_core.c). */
const mostEntries = 131_072;
/** What OpenWrt's own nf_conntrack_max was for years (package/kernel/linux/files/sysctl-nf-conntrack.conf). */
const leastEntries = 16_384;
const entryBytes = 400;

const raising = ({ before, to, persistent }: TableSizeParams) => ({
  settings: [{ name: setting, before, to }],
  persistent,
});

/** Twice as many and rounded up to a power of two: room for a busy evening, and no cure for a flood. */
function propose({ snapshot }: RemedyFacts): Proposal<TableSizeParams> {
  const table = readValue(snapshot.table);
  if (table === null || table.max < 1) return { none: 'unread' };
  if (!isShort(table)) return { none: 'not-full' };
  const to = Math.max(leastEntries, 2 ** Math.ceil(Math.log2(table.max * 2)));
  if (to > mostEntries) return { none: 'large-enough' };
  return { fits: { before: table.max, to, persistent: readsSysctlConf(snapshot) } };
}

/** A limit is as good as ours when it is higher. */
function state(snapshot: Snapshot, { to, persistent }: TableSizeParams): CureState | null {
  const table = readValue(snapshot.table);
  if (table === null) return null;
  const kept = readBlock(signer.id, ownLines(snapshot) ?? '')?.to ?? [];
  const isKept = kept.some(({ name, value }) => name === setting && value >= to);
  const lasts = persistent && (isKept || snapshot.own.kind !== 'value');
  const stands = table.max >= to ? (lasts ? 'persistent' : 'live') : 'absent';
  return {
    is: stands,
    stands,
    evidence: [{ source: 'sysctl', line: `net.netfilter.${setting} = ${table.max}` }],
  };
}

/** Our lines in the file; what is in the kernel's memory alone ends with it. */
function footprint(snapshot: Snapshot): Footprint {
  const block = readBlock(signer.id, ownLines(snapshot) ?? '');
  if (block === null) return { traces: [], revert: null };
  const valueIn = (list: typeof block.to) => list.find(({ name }) => name === setting)?.value;
  const [before, to] = [valueIn(block.before), valueIn(block.to)];
  const settings = before === undefined || to === undefined ? [] : [{ name: setting, before, to }];
  return { traces: [{ source: sysctlConf, line: block.text }], revert: revertLines(signer.id, settings) };
}

/** Seconds without a refused connection that show that there is room: a full table refuses several a second. */
const leastSpanS = 20;

/** There is room, and since the apply no new connection was refused for want of it. */
function proof(samples: readonly Sample[], { to }: TableSizeParams): Proof {
  const raised = samples.filter(({ table }) => (table?.max ?? 0) >= to);
  const [first, last] = [raised[0], raised.at(-1)];
  const table = last?.table;
  if (!table) return { kind: 'waiting', evidence: [] };
  const evidence = [{ source: 'sysctl', line: `net.netfilter.nf_conntrack_count = ${table.count}` }];
  const spanS = Math.round(last.atS - (first?.atS ?? last.atS));
  const refused = table.dropped - (first?.table?.dropped ?? table.dropped);
  if (spanS < leastSpanS || refused > 0 || table.count >= table.max) return { kind: 'waiting', evidence };
  return { kind: 'proven', how: { kind: 'room', count: table.count, max: table.max, spanS }, evidence };
}

/** Lets the router remember more connections at once, where its table is full. */
export const tableSize: Remedy<TableSizeParams> = {
  ...signer,
  params: tableSizeParams,
  cures: ['table-full'],
  inPlace: [],
  needless: [],
  // Memory, and the table of every connection in the house.
  cost: 'wider-effect',
  needs: ['table', 'own', 'tools'],
  propose,
  said({ before, to }) {
    const values = { from: before, to, mb: Math.ceil(((to - before) * entryBytes) / 1_000_000) };
    return {
      title: { key: 'remedy.table-size.title', values },
      what: { key: 'remedy.table-size.what', values },
    };
  },
  places: ({ persistent }) => [{ name: setting, persistent }],
  /** A value that is neither what was read nor what we set is somebody's. */
  fingerprint(snapshot, { before, to }) {
    const max = readValue(snapshot.table)?.max ?? null;
    return max === to ? before : max;
  },
  scripts: (params) => raisingScripts(signer, raising(params)),
  state,
  footprint,
  halfWritten: [sysctlNext],
  driftProbe: () => `cat ${procFile(setting)} 2>&1`,
  proof,
};
