import { normaliseIp } from '../model/ip.ts';
import { plainName } from '../model/plain.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wholeOf } from './engine/text.ts';
import type { LeaseReading } from './readings.ts';

const macPattern = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/;

/** dnsmasq's leases, for names. `expiry mac ip name client-id`; DHCPv6 lines have an IAID in place of the MAC. */
export const leases: Probe<'leases'> = {
  id: 'leases',
  files: [{ into: 'leases', way: 'first', paths: ['/tmp/dhcp.leases', '/var/lib/misc/dnsmasq.leases'] }],
  script: `
[ -r /tmp/dhcp.leases ] || [ -r /var/lib/misc/dnsmasq.leases ] || return 3
[ $files_read ] || return 127
printf '%s' "$leases"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no DHCP leases here');
    const leases: LeaseReading['leases'] = [];
    for (const line of linesOf(text)) {
      const lease = parseLease(line);
      if (lease) leases.push(lease);
    }
    return value({ leases });
  },
};

/** One line of dnsmasq's lease file; `null` for anything else. */
export function parseLease(line: string): LeaseReading['leases'][number] | null {
  // The name may hold blanks: dnsmasq writes what the device sent. The client id, last, cannot.
  const found = /^(\d{1,15}) (\S+) (\S+) (.+) \S+$/.exec(line);
  const [, expires, id = '', address = '', name = ''] = found ?? [];
  const ip = normaliseIp(address);
  if (!found || ip === null) return null;
  const mac = id.toLowerCase();
  return {
    mac: macPattern.test(mac) ? mac : null,
    ip,
    name: plainName(name),
    expires: wholeOf(expires) ?? 0,
  };
}
