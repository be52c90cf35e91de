import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'the router announces itself for five minutes at a time',
  on: everywhere,
  setUp: `cat > /etc/config/dhcp <<'CONFIG'
config dhcp 'lan'
	option interface 'lan'
	option ra 'server'
	option ra_lifetime '300'
	option ra_maxinterval '200'
CONFIG`,
  tearDown: 'rm /etc/config/dhcp',
  found: ['ipv6-router-lifetime'],
};
