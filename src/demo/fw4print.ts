import { flowtableDevices, type Release } from './release.ts';

/** Rules of the chains fw4 always makes, for a LAN and a WAN zone. Source: firewall4's templates, and captures of it. */
const filter = (offload: boolean, established: Release['established']) => `
	chain input {
		type filter hook input priority filter; policy drop;

		iif "lo" accept comment "!fw4: Accept traffic from loopback"

		${established('inbound')}
		iifname "br-lan" jump input_lan comment "!fw4: Handle lan IPv4/IPv6 input traffic"
		iifname "wan" jump input_wan comment "!fw4: Handle wan IPv4/IPv6 input traffic"
		jump handle_reject
	}

	chain forward {
		type filter hook forward priority filter; policy drop;

${offload ? '\t\tmeta l4proto { tcp, udp } flow offload @ft;\n' : ''}		${established('forwarded')}
		iifname "br-lan" jump forward_lan comment "!fw4: Handle lan IPv4/IPv6 forward traffic"
		iifname "wan" jump forward_wan comment "!fw4: Handle wan IPv4/IPv6 forward traffic"
		jump handle_reject
	}

	chain output {
		type filter hook output priority filter; policy accept;

		oif "lo" accept comment "!fw4: Accept traffic towards loopback"

		${established('outbound')}
		oifname "br-lan" jump output_lan comment "!fw4: Handle lan IPv4/IPv6 output traffic"
		oifname "wan" jump output_wan comment "!fw4: Handle wan IPv4/IPv6 output traffic"
	}

	chain handle_reject {
		meta l4proto tcp reject with tcp reset comment "!fw4: Reject TCP traffic"
		reject with icmpx type port-unreachable comment "!fw4: Reject any other traffic"
	}

	chain input_lan {
		jump accept_from_lan
	}

	chain output_lan {
		jump accept_to_lan
	}

	chain forward_lan {
		jump accept_to_wan comment "!fw4: Accept lan to wan forwarding"
		jump accept_to_lan
	}

	chain accept_from_lan {
		iifname "br-lan" counter accept comment "!fw4: accept lan IPv4/IPv6 traffic"
	}

	chain accept_to_lan {
		oifname "br-lan" counter accept comment "!fw4: accept lan IPv4/IPv6 traffic"
	}

	chain input_wan {
		meta nfproto ipv4 udp dport 68 counter accept comment "!fw4: Allow-DHCP-Renew"
		meta nfproto ipv6 udp dport 546 counter accept comment "!fw4: Allow-DHCPv6"
		jump reject_from_wan
	}

	chain output_wan {
		jump accept_to_wan
	}

	chain forward_wan {
		udp dport 500 counter jump accept_to_lan comment "!fw4: Allow-ISAKMP"
		jump reject_to_wan
	}

	chain accept_to_wan {
		meta nfproto ipv4 oifname "wan" ct state invalid counter drop comment "!fw4: Prevent NAT leakage"
		oifname "wan" counter accept comment "!fw4: accept wan IPv4/IPv6 traffic"
	}

	chain reject_from_wan {
		iifname "wan" counter jump handle_reject comment "!fw4: reject wan IPv4/IPv6 traffic"
	}

	chain reject_to_wan {
		oifname "wan" counter jump handle_reject comment "!fw4: reject wan IPv4/IPv6 traffic"
	}
`;

const rest = `
	chain dstnat {
		type nat hook prerouting priority dstnat; policy accept;
	}

	chain srcnat {
		type nat hook postrouting priority srcnat; policy accept;
		oifname "wan" jump srcnat_wan comment "!fw4: Handle wan IPv4/IPv6 srcnat traffic"
	}

	chain srcnat_wan {
		meta nfproto ipv4 masquerade comment "!fw4: Masquerade IPv4 wan traffic"
	}
`;

const section = (title: string) => `\n\n\t#\n\t# ${title}\n\t#\n`;

/** What `fw4 print` renders. `loaded`: a flowtable of fw4's stands in the kernel and has to go first. */
export function renderFw4(release: Release, options: { offload: boolean; loaded: boolean }): string {
  const devices = flowtableDevices.map((device) => `"${device}"`).join(', ');
  const counter = release.flowtableCounter ? '\t\tcounter;\n' : '';
  const flowtable = `\t#\n\t# Flowtable\n\t#\n\n\tflowtable ft {\n\t\thook ingress priority 0;\n\t\tdevices = { ${devices} };\n${counter}\t}\n`;
  return [
    'table inet fw4\nflush table inet fw4\n',
    options.loaded ? 'delete flowtable inet fw4 ft\n' : '',
    '\ntable inet fw4 {\n',
    options.offload ? flowtable : '',
    section('Defines'),
    '\n\tdefine lan_devices = { "br-lan" }\n\tdefine lan_subnets = { 192.168.1.0/24, fd00:1::/60 }\n',
    '\n\tdefine wan_devices = { "wan" }\n\tdefine wan_subnets = { 203.0.113.0/24, 2001:db8:1::/64 }\n',
    section('User includes'),
    '\n\tinclude "/etc/nftables.d/*.nft"\n',
    section('Filter rules'),
    filter(options.offload, release.established),
    section('NAT rules'),
    rest,
    '}\n',
  ].join('');
}
