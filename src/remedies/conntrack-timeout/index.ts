import { safeIdleS, timeoutsOf } from '../../diagnosis/timeouts.ts';
import { sysctlNames } from '../../kernel/sysctls.ts';
import { establishedS, flowtableIdleS } from '../../kernel/timeouts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { CureState } from '../../model/offer.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import type { Proof, Sample } from '../proof.ts';
import type { Footprint, Proposal, Remedy, RemedyFacts } from '../remedy.ts';
import {
  ownLines,
  procFile,
  readBlock,
  readsSysctlConf,
  revertLines,
  sysctlConf,
  sysctlNext,
} from '../sysctl-lines.ts';
import {
  type SettingName,
  settingName,
  signer,
  type TimeoutParams,
  timeoutParams,
  timeoutScripts,
} from './scripts.ts';

/** `flowtableIdleS` is the kernel's own default: a shorter one only wears connections out of the flowtable. */
function propose({ snapshot }: RemedyFacts): Proposal<TimeoutParams> {
  const timeouts = timeoutsOf(snapshot);
  if (timeouts === null) return { none: 'unread' };
  const { established, flowtable } = timeouts;
  if (established >= safeIdleS) return { none: 'not-low' };
  const settings: TimeoutParams['settings'] = [
    { name: sysctlNames.established, before: established, to: establishedS.openwrt },
  ];
  if (flowtable !== null && flowtable < flowtableIdleS)
    settings.push({ name: sysctlNames.flowtable, before: flowtable, to: flowtableIdleS });
  return { fits: { settings, persistent: readsSysctlConf(snapshot) } };
}

const settingOf = ({ sysctls }: Snapshot, name: SettingName): number | null =>
  sysctls.kind === 'value' ? (sysctls.value.values[name] ?? null) : null;

/** A value is as good as ours when it is longer. */
function state(snapshot: Snapshot, { settings, persistent }: TimeoutParams): CureState | null {
  if (snapshot.sysctls.kind !== 'value') return null;
  const evidence = settings.flatMap(({ name }): Evidence[] => {
    const value = settingOf(snapshot, name);
    return value === null ? [] : [{ source: 'sysctl', line: `net.netfilter.${name} = ${value}` }];
  });
  const works = settings.every(({ name, to }) => (settingOf(snapshot, name) ?? to) >= to);
  const kept = readBlock(signer.id, ownLines(snapshot) ?? '')?.to ?? [];
  const isKept = settings.every(({ name, to }) => kept.some((one) => one.name === name && one.value >= to));
  const lasts = persistent && (isKept || snapshot.own.kind !== 'value');
  const stands = works ? (lasts ? 'persistent' : 'live') : 'absent';
  return { is: stands, stands, evidence };
}

/** Our lines in the file; what is in the kernel's memory alone ends with it. */
function footprint(snapshot: Snapshot): Footprint {
  const block = readBlock(signer.id, ownLines(snapshot) ?? '');
  if (block === null) return { traces: [], revert: null };
  const settings = block.before.flatMap(({ name, value }) => {
    const now = block.to.find((one) => one.name === name)?.value;
    return settingName.safeParse(name).success && now !== undefined ? [{ name, before: value, to: now }] : [];
  });
  return { traces: [{ source: sysctlConf, line: block.text }], revert: revertLines(signer.id, settings) };
}

/** Between the look of an apply and its change, seconds. */
const marginS = 10;

/** A connection that was given the new time-out since the apply is kept longer than before. */
function proof(samples: readonly Sample[], { settings }: TimeoutParams): Proof {
  const last = samples.at(-1);
  const source = last?.source ?? '/proc/net/nf_conntrack';
  const raised = settings.find(({ name }) => name === sysctlNames.established);
  const beforeS = raised?.before ?? 0;
  const entries = last?.entries ?? [];
  const toS = raised?.to ?? 0;
  const sinceS = (last?.atS ?? 0) - (samples[0]?.atS ?? 0);
  // An entry from before, when a longer time-out was set, may have some of that left.
  const leastS = Math.max(beforeS, toS - sinceS - marginS);
  const kept = entries.find(
    ({ offload, state: tcp, unreplied, timeoutS }) =>
      offload === 'none' && tcp === 'ESTABLISHED' && !unreplied && (timeoutS ?? 0) > leastS,
  );
  if (kept)
    return {
      kind: 'proven',
      how: { kind: 'kept-longer', leftS: kept.timeoutS ?? 0, beforeS },
      evidence: [{ source, line: kept.line }],
    };
  return { kind: 'waiting', evidence: entries.slice(0, 3).map(({ line }) => ({ source, line })) };
}

/** Raises a time-out for idle connections that is shorter than the pause between two heartbeats of a phone. */
export const conntrackTimeout: Remedy<TimeoutParams> = {
  ...signer,
  params: timeoutParams,
  cures: ['established-timeout-low'],
  inPlace: [],
  needless: [],
  // Every TCP connection of the house is remembered longer.
  cost: 'wider-effect',
  needs: ['sysctls', 'own', 'tools'],
  propose,
  said({ settings }) {
    const [first] = settings;
    const values = { from: first?.before ?? 0, to: first?.to ?? 0 };
    return {
      title: { key: 'remedy.conntrack-timeout.title', values },
      what: { key: 'remedy.conntrack-timeout.what', values },
    };
  },
  places: ({ settings, persistent }) => settings.map(({ name }) => ({ name, persistent })),
  /** A value that is neither what was read nor what we set is somebody's. */
  fingerprint: (snapshot, { settings }) =>
    settings.map(({ name, before, to }) => {
      const value = settingOf(snapshot, name);
      return [name, value === to ? before : value];
    }),
  scripts: timeoutScripts,
  state,
  footprint,
  halfWritten: [sysctlNext],
  driftProbe: ({ settings }) => `cat ${settings.map(({ name }) => procFile(name)).join(' ')} 2>&1`,
  proof,
};
