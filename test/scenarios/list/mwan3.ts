import { everywhere, type Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  title: 'two lines outside, and all connections are dropped when one goes',
  on: everywhere,
  setUp: `cat > /etc/config/mwan3 <<'CONFIG'
config interface 'wan'
	option enabled '1'
	list flush_conntrack 'disconnected'

config interface 'wanb'
	option enabled '1'
CONFIG
printf '#!/lab/bin/sh\\nwhile :; do sleep 60; done\\n' > /usr/sbin/mwan3track; chmod +x /usr/sbin/mwan3track
/usr/sbin/mwan3track > /dev/null 2>&1 < /dev/null & echo $! > /tmp/lab/mwan3
ip link add wanb type veth peer name wanb-far; ip addr add 198.51.100.2/24 dev wanb; ip link set wanb up
conntrack -F 2> /dev/null
echo "$(date '+%a %b %e %H:%M:%S %Y') user.info mwan3track[99]: Connection tracking flushed for interface 'wan' on action 'disconnected'" >> /tmp/log
/lab/phone fresh`,
  tearDown: `ip link del wanb; kill "$(cat /tmp/lab/mwan3)"; rm /etc/config/mwan3 /usr/sbin/mwan3track; : > /tmp/log`,
  found: ['mwan3'],
};
