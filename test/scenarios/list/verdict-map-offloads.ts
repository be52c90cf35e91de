import { offloading, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the offload rule stands behind a verdict map',
  on: offloading,
  setUp: `uci set firewall.@defaults[0].flow_offloading=0; uci commit firewall; fw4 -q reload
nft -f - <<'RULES'
table inet more {
	flowtable fast {
		hook ingress priority 0
		devices = { lan1, wan }
	}
	chain tcp_out {
		flow add @fast
	}
	chain forward {
		type filter hook forward priority -5; policy accept;
		meta l4proto vmap { tcp : jump tcp_out }
	}
}
RULES
/lab/phone fresh`,
  tearDown:
    'nft delete table inet more; uci set firewall.@defaults[0].flow_offloading=1; uci commit firewall; fw4 -q reload',
  found: [],
  also: ['offload-setting-differs'],
};
