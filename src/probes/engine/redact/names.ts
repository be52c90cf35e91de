/** Rules every OpenWrt has: its firewall's default configuration (openwrt/firewall4 `root/etc/config/firewall`). */
const usualRules: ReadonlySet<string> = new Set([
  'Allow-DHCP-Renew',
  'Allow-Ping',
  'Allow-IGMP',
  'Allow-DHCPv6',
  'Allow-MLD',
  'Allow-ICMPv6-Input',
  'Allow-ICMPv6-Forward',
  'Allow-IPSec-ESP',
  'Allow-ISAKMP',
  'Support-UDP-Traceroute',
]);
const namedByPeople = /^(?:rule|redirect|nat|include)$/;

/** What a household called things, in the order in which it was read. */
export interface Names {
  hostname: string;
  /** Of devices, as DHCP has them. */
  devices: readonly string[];
  /** Of firewall rules. */
  rules: readonly string[];
}

const leaseLine = /^(\d+) ([^ ]+) ([^ ]+) (.+) ([^ ]+)$/;

/** Collects them out of the sections of a capture. */
export function namesIn(textOf: (section: string) => string): Names {
  const hostname = /^hostname=(.*)$/m.exec(textOf('system'))?.[1] ?? '';
  const devices = textOf('leases')
    .split('\n')
    .flatMap((line) => leaseLine.exec(line)?.[4] ?? []);
  return {
    hostname: hostname.trim(),
    devices: [...new Set(devices)].filter((name) => name !== '*'),
    rules: ruleNames(textOf('uci')),
  };
}

function ruleNames(uci: string): string[] {
  const types = new Map<string, string>();
  const names = new Set<string>();
  for (const line of uci.split('\n')) {
    const [, section = '', type] = /^(firewall\.[^.=]+)=(\w+)$/.exec(line) ?? [];
    if (type !== undefined) types.set(section, type);
    const [, of = '', name = ''] = /^(firewall\.[^.=]+)\.name='(.*)'$/.exec(line) ?? [];
    if (namedByPeople.test(types.get(of) ?? '') && !usualRules.has(name) && !name.startsWith('pushmedic'))
      names.add(name);
  }
  return [...names].filter((name) => name !== '');
}
