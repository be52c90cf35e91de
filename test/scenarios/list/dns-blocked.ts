import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'a block list of dnsmasq denies the names',
  on: everywhere,
  setUp: `printf 'address=/push.apple.com/\\naddress=/mtalk.google.com/0.0.0.0\\n' > /tmp/dnsmasq.d/adb_list.overall
kill "$(cat /tmp/run/dnsmasq.pid)"; sleep 1`,
  tearDown: 'rm /tmp/dnsmasq.d/*; kill "$(cat /tmp/run/dnsmasq.pid)"; sleep 1',
  found: ['dns-blocked'],
};
