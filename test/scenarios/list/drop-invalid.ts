import type { Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'packets of forgotten connections are dropped',
  on: ['5.10'],
  setUp: `uci set firewall.@defaults[0].drop_invalid=1; uci commit firewall; fw4 -q reload
echo 0 > /proc/sys/net/netfilter/nf_conntrack_tcp_loose`,
  tearDown: `uci delete firewall.@defaults[0].drop_invalid; uci commit firewall; fw4 -q reload
echo 1 > /proc/sys/net/netfilter/nf_conntrack_tcp_loose`,
  found: ['drop-invalid-or-not-loose'],
};
