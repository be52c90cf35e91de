import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a program on the router takes the connections over: redirect',
  on: everywhere,
  setUp: `/lab/phone stop; conntrack -F 2> /dev/null
nc -ll -p 7892 -e /lab/push-server > /dev/null 2>&1 < /dev/null & echo $! > /tmp/lab/proxy
nft -f - <<'RULES'
table inet proxy {
	chain prerouting {
		type nat hook prerouting priority dstnat; policy accept;
		iifname "br-lan" tcp dport 5223 redirect to :7892
	}
}
RULES
/lab/phone start`,
  tearDown: 'nft delete table inet proxy; kill "$(cat /tmp/lab/proxy)"',
  found: ['transparent-proxy'],
  untold: { 'proxy-idle-timeout': 'the configuration of the program: it is a bare listener' },
};
