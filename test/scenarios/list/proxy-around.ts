import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a program takes web pages over, and lets push pass',
  on: everywhere,
  setUp: `nc -ll -p 7892 -e /lab/push-server > /dev/null 2>&1 < /dev/null & echo $! > /tmp/lab/proxy
nft -f - <<'RULES'
table inet proxy {
	chain prerouting {
		type nat hook prerouting priority dstnat; policy accept;
		iifname "br-lan" tcp dport { 80, 443 } redirect to :7892
	}
}
RULES
/lab/phone fresh`,
  tearDown: 'nft delete table inet proxy; kill "$(cat /tmp/lab/proxy)"',
  found: [],
};
