import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a block list denies advertisers alone',
  on: everywhere,
  setUp: `printf 'address=/ads.example/\\naddress=/metrics.apple.com/0.0.0.0\\n' > /tmp/dnsmasq.d/adb_list.overall
kill "$(cat /tmp/run/dnsmasq.pid)"; sleep 1`,
  tearDown: 'rm /tmp/dnsmasq.d/*; kill "$(cat /tmp/run/dnsmasq.pid)"; sleep 1',
  found: [],
};
