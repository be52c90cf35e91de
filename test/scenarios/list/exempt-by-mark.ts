import { offloading, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a connection mark keeps push out of offloading',
  on: offloading,
  setUp: `nft -f - <<'RULES'
table inet marks {
	chain prerouting {
		type filter hook prerouting priority mangle; policy accept;
		tcp dport { 5223, 5228-5230 } ct mark set 0x23
	}
}
insert rule inet fw4 forward ct mark 0x23 accept
RULES
/lab/phone fresh`,
  tearDown: 'nft delete table inet marks; fw4 -q reload',
  found: [],
  spared: true,
  also: ['exemption-in-place', 'exemption-not-persistent', 'exemption-not-needed'],
};
