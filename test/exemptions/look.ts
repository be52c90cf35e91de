import type { Take } from '../../src/exemptions/run.types.ts';
import { demand } from '../../src/exemptions/trouble.ts';
import { absent, type Reading, type Snapshot, value } from '../../src/probes/probe.ts';
import type { NftChain, NftReading, NftRule } from '../../src/probes/readings.ts';

const none = absent('not looked at');

/** A snapshot of nothing but what is given. */
export const snapshotOf = (readings: Partial<Snapshot>): Snapshot => ({
  takenAt: 0,
  bytes: 0,
  ms: 0,
  system: none,
  clock: none,
  tools: none,
  uci: none,
  nft: none,
  iptables: none,
  sysctls: none,
  conntrack: none,
  table: none,
  leases: none,
  neighbours: none,
  log: none,
  wan: none,
  own: none,
  ...readings,
});

/** An nft reading from `nft -j -a list ruleset` (or of one chain) and, for evidence, its text. */
export function nftReading(json: string, text = ''): NftReading {
  const items: Record<string, Record<string, unknown>>[] = JSON.parse(json).nftables;
  const all = (kind: string) => items.flatMap((item) => (item[kind] ? [item[kind]] : []));
  return {
    chains: all('chain').map((chain): NftChain => {
      const { family, table, name, hook, prio, policy } = chain as unknown as NftChain;
      return { family, table, name, hook: hook ?? null, prio: prio ?? null, policy: policy ?? null };
    }),
    rules: all('rule').map((rule): NftRule => {
      const { family, table, chain, handle, comment, expr } = rule as unknown as NftRule;
      return { family, table, chain, handle, comment: comment ?? null, expr };
    }),
    flowtables: [],
    lines: text.split('\n'),
  };
}

const script = `
part() { echo "@@ $1"; shift; "$@" 2>/dev/null; echo; }
part nft nft -j -a list ruleset
part nft-text nft -a list ruleset
part ipv4 iptables -S
part ipv6 ip6tables -S
part uci uci show firewall
part own sh -c 'for f in /etc/nftables.d/05-pushmedic.nft /etc/pushmedic.fw3.sh; do [ ! -e $f ] || echo "$f $(cat $f | md5sum)"; done; uci show firewall | grep "^firewall.pushmedic="'
part armed sh -c 'for f in /tmp/pushmedic/*/armed; do [ ! -e $f ] || echo $f; done'
part foreign sh -c 'ls /etc/nftables.d | grep -v pushmedic'
`;

/** A small stand-in for the probes' `take`: rules and files of a world. */
export const look: Take = async (session) => {
  const ran = await session.run(script);
  demand('look', { ...ran, code: ran.stdout ? 0 : ran.code });
  const parts = new Map<string, string>();
  for (const part of ran.stdout.split(/^@@ /m).slice(1)) {
    const [name = '', ...lines] = part.split('\n');
    parts.set(name, lines.join('\n').replace(/\n+$/, ''));
  }
  const lines = (name: string) => (parts.get(name) ?? '').split('\n').filter((line) => line !== '');
  const json = parts.get('nft') ?? '';
  const [ipv4, ipv6] = [lines('ipv4'), lines('ipv6')];
  const orNull = (list: string[]) => (list.length > 0 ? list : null);
  const iptables: Snapshot['iptables'] =
    ipv4.length > 0 ? value({ ipv4, ipv6: orNull(ipv6) }) : absent('no iptables');
  const nft: Reading<NftReading> = json ? value(nftReading(json, parts.get('nft-text'))) : absent('no nft');
  const entries: Record<string, string[]> = {};
  for (const line of lines('uci')) {
    const at = line.indexOf('=');
    entries[line.slice(0, at)] = [line.slice(at + 1)];
  }
  const uci = { flowOffloading: true, flowOffloadingHw: false, dropInvalid: false, entries, lines: [] };
  return snapshotOf({
    takenAt: Date.now(),
    nft,
    iptables,
    uci: value(uci),
    own: value({
      files: lines('own').map((line) => ({ path: line.split(' ')[0] ?? '', text: line })),
      armed: lines('armed').map((path) => path.split('/')[3] ?? ''),
      foreign: lines('foreign'),
    }),
  });
};
