import type { ReadingsRead } from '../../src/probes/engine/parse.ts';
import { absent, type Snapshot, value } from '../../src/probes/engine/probe.ts';
import { probes } from '../../src/probes/index.ts';

const nothing = Object.fromEntries(
  Object.keys(probes).map((id) => [id, absent('not looked at')]),
) as ReadingsRead;

/** A snapshot of nothing but what is given. */
export const snapshotOf = (readings: Partial<Snapshot>): Snapshot => ({
  ...nothing,
  takenAt: 0,
  bytes: 0,
  ms: 0,
  ...readings,
});

/** A router whose forward chain in `inet <table>` holds these rules. */
export const nftSnapshot = (exprs: unknown[][], table = 'fw4'): Snapshot =>
  snapshotOf({
    nft: value({
      chains: [{ family: 'inet', table, name: 'forward', hook: 'forward', prio: 0, policy: 'drop' }],
      rules: exprs.map((expr, handle) => ({
        family: 'inet',
        table,
        chain: 'forward',
        handle,
        comment: null,
        expr,
      })),
      flowtables: [{ family: 'inet', table, name: 'ft', devices: ['lan1', 'wan'], hardware: false }],
      tables: [],
      sets: [],
      gaps: [],
      lines: [],
    }),
  });

export const fw3Snapshot = (ipv4: string[], ipv6: string[] | null = null): Snapshot =>
  snapshotOf({ iptables: value({ ipv4, ipv6 }) });
