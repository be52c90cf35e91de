import { offloading, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'zapret offloads by a flow table of its own',
  on: offloading,
  setUp: `uci set firewall.@defaults[0].flow_offloading=0; uci commit firewall; fw4 -q reload
nft -f - <<'RULES'
table inet zapret {
	flowtable ft {
		hook ingress priority 0
		devices = { lan1, wan }
	}
	chain flow_offload {
		type filter hook forward priority -1; policy accept;
		tcp dport { 80, 443 } return
		meta l4proto tcp flow add @ft
	}
}
RULES
/lab/phone fresh`,
  tearDown:
    'nft delete table inet zapret; uci set firewall.@defaults[0].flow_offloading=1; uci commit firewall; fw4 -q reload',
  found: ['zapret'],
  also: ['offload-setting-differs'],
};
