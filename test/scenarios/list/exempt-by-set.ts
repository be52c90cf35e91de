import { offloading, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a named set keeps push out of offloading',
  on: offloading,
  setUp: `nft -f - <<'RULES'
table inet fw4 {
	set push {
		type inet_service
		elements = { 5223, 5228, 5229, 5230 }
	}
}
insert rule inet fw4 forward tcp sport @push accept
insert rule inet fw4 forward tcp dport @push accept
RULES
/lab/phone fresh`,
  tearDown: 'fw4 -q reload',
  found: [],
  spared: true,
  also: ['exemption-in-place', 'exemption-not-persistent', 'exemption-not-needed'],
  untold: {
    'exemption-not-persistent': 'whether the file of somebody else in /etc/nftables.d brings them back',
  },
};
