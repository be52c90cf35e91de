import type { Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the connection table is full',
  on: ['5.10', '6.12'],
  setUp:
    'echo $(($(cat /proc/sys/net/netfilter/nf_conntrack_count) + 1)) > /proc/sys/net/netfilter/nf_conntrack_max',
  tearDown: 'echo 65536 > /proc/sys/net/netfilter/nf_conntrack_max; dmesg -c > /dev/null',
  found: ['table-full'],
  last: true,
  untold: { 'dns-blocked': 'a name server that cannot ask outside' },
};
