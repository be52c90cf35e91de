import { causes } from '../../src/causes/index.ts';
import type { ConntrackEntry, Flow, FollowSample } from '../../src/conntrack/flow.ts';
import { type Facts, factsFrom } from '../../src/diagnosis/facts.ts';
import type { Forgotten } from '../../src/diagnosis/history.ts';
import type { Judgement } from '../../src/diagnosis/judgement.ts';
import { judgeFacts } from '../../src/diagnosis/verdict.ts';
import type { Family, FirewallKind } from '../../src/firewall/index.ts';
import type { ReadingsRead } from '../../src/probes/engine/parse.ts';
import { absent, type Reading, type Snapshot, value } from '../../src/probes/engine/probe.ts';
import { probes } from '../../src/probes/index.ts';
import type { ProbeId, Readings } from '../../src/probes/readings.ts';
import { type HandChain, type HandRule, rulesFrom } from './hand-rules.ts';

/** Scenes made by hand: an fw4 router on an affected kernel unless told otherwise. */

type Over = { [I in ProbeId]?: Partial<Readings[I]> | Reading<Readings[I]> };

const readings: { [I in ProbeId]?: Readings[I] } = {
  system: {
    kernel: '5.10.176',
    hostname: 'OpenWrt',
    model: 'Test Router',
    distribution: 'OpenWrt',
    release: '22.03.0-rc6',
    target: 'ramips/mt7621',
    lines: [],
  },
  clock: { epochS: 1_795_515_917, uptimeS: 86_400 },
  tools: { found: ['nft', 'fw4', 'uci'], iptablesBackend: null, accelerators: [], lines: [] },
  uci: {
    flowOffloading: true,
    flowOffloadingHw: false,
    dropInvalid: false,
    entries: {},
    lines: ["firewall.@defaults[0].flow_offloading='1'"],
  },
  nft: { tables: [], chains: [], rules: [], flowtables: [], sets: [], lines: [], gaps: [] },
  sysctls: { values: { nf_conntrack_tcp_timeout_established: 7440, nf_conntrack_tcp_loose: 1 } },
  conntrack: { source: '/proc/net/nf_conntrack', lines: [], truncated: false, refused: 0 },
  table: { count: 300, max: 16_384, stats: { early_drop: 0 }, fullInLog: 0, lines: [] },
  leases: { leases: [] },
  neighbours: { neighbours: [] },
  log: { lines: [] },
  wan: { device: 'wan', addresses: ['203.0.113.2/24'] },
  own: { files: [], armed: [], foreign: [] },
};

const isReading = (over: object): over is Reading<never> => 'kind' in over;

/** What is not named here is absent, as on a router without it. */
export function snapshot(over: Over = {}): Snapshot {
  const of = (id: ProbeId): Reading<unknown> => {
    const change: object | undefined = over[id];
    const usual: object | undefined = readings[id];
    if (change === undefined) return usual ? value(usual) : absent('not there');
    return isReading(change) ? change : value({ ...usual, ...change });
  };
  const ids = Object.keys(probes) as ProbeId[];
  return {
    ...(Object.fromEntries(ids.map((id) => [id, of(id)])) as ReadingsRead),
    takenAt: 1_795_515_917_000,
    bytes: 4096,
    ms: 60,
  };
}

/** Timeouts of a kernel with the repair, of one without it, and others. */
export const established = (seconds: number) => ({
  sysctls: { values: { nf_conntrack_tcp_timeout_established: seconds, nf_conntrack_tcp_loose: 1 } },
});
export const repaired = (seconds = 7440, flowtable = 30) => ({
  sysctls: {
    values: { nf_conntrack_tcp_timeout_established: seconds, nf_flowtable_tcp_timeout: flowtable },
  },
});

const both: Family[] = ['ipv4', 'ipv6'];
const rule = (over: Partial<HandRule> & Pick<HandRule, 'kind'>): HandRule => ({
  directions: [],
  families: both,
  ports: [],
  ours: false,
  hardware: false,
  line: 'ct state established,related accept',
  ...over,
});

export const offload = (over: Partial<HandRule> = {}) =>
  rule({ kind: 'offload', line: 'meta l4proto { tcp, udp } flow add @ft', ...over });
export const exempt = (over: Partial<HandRule> = {}) =>
  rule({
    kind: 'exempt',
    directions: ['original', 'reply'],
    ports: [
      { from: 5223, to: 5223 },
      { from: 5228, to: 5230 },
    ],
    ours: true,
    line: 'ct original proto-dst { 5223, 5228-5230 } accept comment "pushmedic:apns:v1"',
    ...over,
  });

export const path = (rules: HandRule[], firewall: FirewallKind = 'fw4'): HandChain => ({
  firewall,
  chain: firewall === 'fw4' ? 'inet fw4 forward' : 'iptables FORWARD',
  families: both,
  rules,
});

/** fw3 or plain iptables: one chain per family. */
export const twoPaths = (v4: HandRule[], v6: HandRule[], firewall: FirewallKind = 'fw3'): HandChain[] => [
  { firewall, chain: 'iptables FORWARD', families: ['ipv4'], rules: held(v4, 'ipv4') },
  { firewall, chain: 'ip6tables FORWARD', families: ['ipv6'], rules: held(v6, 'ipv6') },
];
const held = (rules: HandRule[], family: Family) => rules.map((one) => ({ ...one, families: [family] }));

interface FlowOver extends Partial<ConntrackEntry> {
  port?: number;
  exempt?: boolean | null;
  name?: string | null;
  service?: string;
  ip?: string;
}

/** A push connection: in the flowtable unless told otherwise. */
export function flow({
  port = 5223,
  exempt = false,
  name = 'Anna-iPhone',
  service = 'apns',
  ip = '192.168.1.188',
  ...over
}: FlowOver = {}): Flow {
  const state = over.offload === 'none' ? { state: 'ESTABLISHED', timeoutS: 7410 } : {};
  const original = { src: ip, dst: '17.57.144.10', sport: 56_376, dport: port };
  const reply = { src: '17.57.144.10', dst: '203.0.113.2', sport: port, dport: 56_376 };
  const base: ConntrackEntry = {
    family: 'ipv4',
    proto: 'tcp',
    timeoutS: null,
    state: null,
    original,
    reply,
    unreplied: false,
    assured: false,
    offload: 'software',
    mark: 0,
    zone: null,
    tail: {},
    flags: [],
    words: [],
    line: '',
    ...state,
  };
  const entry = { ...base, ...over };
  return {
    service,
    device: { ip, mac: ip === '192.168.1.188' ? '3c:06:30:12:34:56' : null, name },
    server: { ip: '17.57.144.10', port },
    entry: { ...entry, line: over.line ?? lineOf(entry) },
    exempt,
  };
}

function lineOf(entry: ConntrackEntry): string {
  const { src, dst, sport, dport } = entry.original;
  const head = entry.offload === 'none' ? `${entry.timeoutS ?? ''} ${entry.state ?? ''} ` : '';
  const flag = { none: entry.assured ? '[ASSURED] ' : '', software: '[OFFLOAD] ', hardware: '[HW_OFFLOAD] ' };
  return `ipv4     2 tcp      6 ${head}src=${src} dst=${dst} sport=${sport} dport=${dport} ${entry.unreplied ? '[UNREPLIED] ' : ''}${flag[entry.offload]}mark=0 use=2`;
}

/** Left the flowtable and has had no packet since. */
export const back = (timeoutS: number, over: FlowOver = {}) => flow({ offload: 'none', timeoutS, ...over });
/** On the slow path, as every exempt connection. */
export const slow = (timeoutS: number, over: FlowOver = {}) => back(timeoutS, { assured: true, ...over });
/** On the slow path with so many packets each way. */
export const spoken = (timeoutS: number, packets = 8, over: FlowOver = {}) => {
  const made = slow(timeoutS, over);
  const { original, reply } = made.entry;
  return slow(timeoutS, { ...over, original: { ...original, packets }, reply: { ...reply, packets } });
};
/** Taken over by a program on the router: the answers come from there. */
export const redirected = (over: FlowOver = {}) =>
  slow(7438, {
    reply: { src: '192.168.1.1', dst: '192.168.1.188', sport: 7892, dport: 56_376 },
    ...over,
  });
export const attempt = (timeoutS: number, over: FlowOver = {}) =>
  back(timeoutS, { state: 'SYN_SENT', unreplied: true, ...over });

interface SceneOver extends Over {
  paths?: HandChain[];
  flows?: Flow[];
  followed?: FollowSample[];
  history?: Forgotten[];
  device?: string;
}

export function scene({
  paths = [path([offload()])],
  flows = [flow()],
  followed,
  history,
  device,
  ...over
}: SceneOver = {}): Facts {
  const taken = snapshot(over);
  return factsFrom(taken, rulesFrom(taken, paths), flows, {
    ...(followed ? { followed } : {}),
    ...(history ? { history } : {}),
    ...(device === undefined ? {} : { device }),
  });
}

/** Samples of one followed entry, a second apart: `off`, `hw`, seconds left, or `null` when not there. */
export const samples = (...seen: ('off' | 'hw' | number | null)[]): FollowSample[] =>
  seen.map((one, atS) => ({ atS, entry: one === null ? null : sampleEntry(one) }));

function sampleEntry(one: 'off' | 'hw' | number): ConntrackEntry {
  if (typeof one === 'number') return back(one).entry;
  return flow({ offload: one === 'hw' ? 'hardware' : 'software' }).entry;
}

/** Judged with every cause there is. */
export const judge = (facts: Facts): Judgement => judgeFacts(facts, causes);
