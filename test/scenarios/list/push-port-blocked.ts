import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'port 5223 is blocked outside',
  on: everywhere,
  setUp: `/lab/phone stop; sleep 1; conntrack -F 2> /dev/null
ip netns exec apple nft -f - <<'RULES'
table inet blocked {
	chain input {
		type filter hook input priority 0; policy accept;
		tcp dport 5223 drop
	}
}
RULES
for n in 1 2; do ip netns exec iphone nc -w 9 17.57.144.10 5223 < /dev/null > /dev/null 2>&1 & done
sleep 5`,
  tearDown: 'ip netns exec apple nft delete table inet blocked',
  found: ['push-port-blocked'],
  also: ['no-push-flow'],
};
