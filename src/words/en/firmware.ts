/** What is said of firmware that is not OpenWrt, with the paths of its own menus. Keys as in `findings.ts`. */
export const firmware = {
  'finding.foreign-firmware.title': 'This router runs {name}, not OpenWrt',
  'finding.foreign-firmware.means':
    'Its own accelerator forwards connections past the rules and past the connection table’s clock, so how long it keeps an idle one cannot be read here. Pushmedic looks, but changes nothing on {name}.',
  'finding.foreign-firmware.off.title': 'This router runs {name}, not OpenWrt',
  'finding.foreign-firmware.off.means':
    'Its own accelerator is off, so the connection table tells how long idle connections live. Pushmedic looks, but changes nothing there.',
  'finding.foreign-firmware.padavan.remedy':
    'Advanced Settings → WAN: switch its hardware path off (hardware offload for IPv4 NAT/Routing: Disable; SFE too). Compare for a day.',
  'finding.foreign-firmware.merlin.remedy':
    'LAN → Switch Control → NAT Acceleration: Disable, then restart. Compare for a day.',
  'finding.foreign-firmware.tomato.remedy':
    'Advanced → Miscellaneous: take the tick from CTF (Cut-Through Forwarding) and restart. Compare for a day. How long idle connections live: Advanced → Conntrack / Netfilter → TCP Timeout → Established, 1800 s or more.',
  'finding.foreign-firmware.dd-wrt.remedy':
    'Setup → Basic Setup → Shortcut Forwarding Engine: Disable. Compare for a day. How long idle connections live: Administration → Management → TCP Timeout, 1800 s or more.',
  'finding.foreign-firmware.keenetic.remedy':
    'Management → General system settings: switch the network accelerator (HWNAT) off, or in its command line (no ppe hardware; no ppe software; system configuration save). Compare for a day.',
  'finding.foreign-firmware.edgeos.remedy':
    'Switch its hardware path off in its command line (configure; set system offload hwnat disable on ER-X and EP-R6, the others set system offload ipv4 forwarding disable; commit; save). Compare for a day.',
  'finding.foreign-firmware.unifi.means':
    'What its kernel shows was read like any other. Pushmedic looks, but changes nothing on {name}.',
  'finding.foreign-firmware.unifi.remedy':
    'If pushes stay late, look in UniFi Network’s settings for the gateway’s hardware acceleration, and for its connection time-outs: TCP established, 1800 s or more.',
  'finding.foreign-firmware.vyos.means':
    'Its rules were read like any other. What Pushmedic puts into the live rules is gone with the next commit.',
  'finding.foreign-firmware.vyos.remedy':
    'To make it last: in firewall ipv4 (and ipv6) forward filter, accept established TCP from and to ports 5223 and 5228-5230 above the rule of the fast path (action offload). How long idle connections live: set system conntrack timeout tcp established 7440.',
};

/** What is said where RouterOS answers. Keys as in `failures.ts`. */
export const routerOs = {
  'failure.router-os.what': 'This is a MikroTik with RouterOS, which has no shell to read it by',
  'failure.router-os.means':
    'Commands of a Linux shell do nothing there, so Pushmedic can neither look nor change anything. It said: {seen}',
  'failure.router-os.todo':
    'By hand: IP → Firewall → Connections → Tracking, TCP Established Timeout at 30 minutes or more (1 day as it comes). Where IP → Firewall → Filter Rules has a fasttrack-connection rule, put two accept rules for established TCP above it, with dst-port 5223,5228-5230 and with src-port 5223,5228-5230.',
} as const;
