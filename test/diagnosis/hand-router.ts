import { causes } from '../../src/causes/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { readCapture, takenFrom } from '../../src/probes/engine/capture/read.ts';
import { snapshotOf } from '../../src/probes/engine/parse.ts';
import { offersFor, remedies } from '../../src/remedies/index.ts';
import { cureOf } from '../../src/remedies/registry.ts';

/** A router as a person would write it down: what is not told is usual. */
export interface Router {
  conntrack: string;
  nft?: string;
  iptables?: string;
  wan?: string;
  more?: string;
  kernel?: '5.10' | '6.6';
}

export const forward = (rules: string): string =>
  `table inet fw4 {\n\tchain forward {\n\t\ttype filter hook forward priority filter; policy drop;\n${rules}\n\t}\n}`;
export const offloading = forward('\t\tmeta l4proto { tcp, udp } flow add @ft\n\t\taccept');
export const plain = forward('\t\tct state vmap { established : accept, related : accept }');
export const exempt = forward(
  '\t\ttcp dport 5223 accept\n\t\ttcp sport 5223 accept\n\t\tflow add @ft\n\t\taccept',
);

interface Entry {
  clock?: string;
  src?: string;
  dst?: string;
  nat?: string;
  flags?: string;
}
export const entry = ({
  clock = '7431 ESTABLISHED ',
  src = '192.168.1.188',
  dst = '17.57.144.10',
  nat = '203.0.113.2',
  flags = '[ASSURED] ',
}: Entry = {}): string =>
  `${dst.includes(':') ? 'ipv6     10' : 'ipv4     2'} tcp      6 ${clock}src=${src} dst=${dst} sport=51424 dport=5223 packets=42 bytes=2940 src=${dst} dst=${nat} sport=5223 dport=51424 packets=40 bytes=3200 ${flags}mark=0 zone=0 use=2`;
export const back = entry({ clock: '87 ESTABLISHED ', flags: '' });
export const offloaded = entry({ clock: '', flags: '[OFFLOAD] ' });
export const six = (dst: string): string => entry({ src: 'fd00:1::188', dst, nat: 'fd00:1::188' });

/** What is said of it, and what is offered. */
export function judged({
  conntrack,
  nft = '',
  iptables,
  wan = 'inet 203.0.113.2/24',
  more = '',
  kernel = '5.10',
}: Router) {
  const flowtable = kernel === '6.6' ? '\n/proc/sys/net/netfilter/nf_flowtable_tcp_timeout:30' : '';
  const text = `pushmedic capture 1

=== system 0
kernel=${kernel}.1
=== tools 0
tool nft
tool uci
=== sysctls 0
/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established:7440${flowtable}
=== conntrack 0
proc
${conntrack}
=== nft ${nft === '' ? 3 : 0}
${nft}
=== iptables ${iptables === undefined ? 3 : 0}
${iptables ?? ''}
=== neighbours 0
192.168.1.188 dev br-lan lladdr 5a:11:22:33:44:55 REACHABLE
fd00:1::188 dev br-lan lladdr 5a:11:22:33:44:55 STALE
=== leases 0
1795561684 5a:11:22:33:44:55 192.168.1.188 Annas-iPhone *
=== wan 0
device wan
4: wan    ${wan} scope global wan
${more}
`;
  const read = readCapture(new TextEncoder().encode(text));
  if (read.kind !== 'capture') throw new Error(read.kind);
  const snapshot = snapshotOf(takenFrom(read.capture, 0));
  const judgement = judge(snapshot, causes);
  const { offers } = offersFor(judgement.findings, { snapshot, flows: judgement.flows });
  // What is offered can be done: its parameters are read back.
  for (const offer of offers) cureOf(remedies, offer);
  return { judgement, offers: offers.map(({ remedy }) => remedy) };
}
