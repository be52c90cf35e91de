import { normaliseIp } from '../model/ip.ts';
import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { asList, asObject, asText, reasonOf } from './engine/text.ts';
import type { NetworkInterface } from './network.types.ts';

/** Far more than a household has; a list this long is not looked at. */
const most = 40;

/**
 * Logical interfaces: protocol, time since the last dial, addresses, prefixes and default routes. One call of netifd's
 * ubus object; names and fields: openwrt/netifd `ubus.c`, `netifd_dump_status`.
 *
 *     {"interface":[{"interface":"wan","up":true,"uptime":5120,"l3_device":"pppoe-wan","proto":"pppoe",
 *     "ipv4-address":[{"address":"100.72.3.4","mask":32}],"route":[{"target":"0.0.0.0","mask":0}]}]}
 */
export const interfaces: Probe<'interfaces'> = {
  id: 'interfaces',
  script: `
command -v ubus >/dev/null || return 3
j=$(ubus -S call network.interface dump 2>&1) || { printf '%s\\n' "$j"; return 4; }
[ \${#j} -gt 30000 ] && { echo 'the list of interfaces is too long'; return 4; }
printf '%s\\n' "$j"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no ubus here');
    if (status !== 0 && /Command failed: Not found/.test(text)) return absent('no netifd here');
    if (status !== 0) return failed(reasonOf(text, 'netifd did not answer'));
    const list = asObject(text).interface;
    if (!Array.isArray(list)) return failed('netifd answered with something that is no list of interfaces');
    return value({ interfaces: list.slice(0, most).map((one) => readInterface(asObject(one))) });
  },
};

type Json = Record<string, unknown>;

function readInterface(json: Json): NetworkInterface {
  return {
    name: textOf(json.interface),
    up: json.up === true,
    proto: textOf(json.proto),
    device: asText(json.l3_device) ?? asText(json.device),
    uptimeS: secondsOf(json.uptime),
    ipv4: objects(json['ipv4-address']).flatMap(({ address }) => normaliseIp(textOf(address)) ?? []),
    ipv6: objects(json['ipv6-address']).flatMap(readPrefix),
    assigned: objects(json['ipv6-prefix-assignment']).flatMap(readPrefix),
    delegated: objects(json['ipv6-prefix']).flatMap(readPrefix),
    defaults: objects(json.route).flatMap(({ target, mask }) => {
      if (mask !== 0) return [];
      return textOf(target).includes(':') ? ['ipv6' as const] : ['ipv4' as const];
    }),
    dns: asList(json['dns-server']).flatMap((one) => normaliseIp(textOf(one)) ?? []),
  };
}

/** `preferred` 0 means deprecated; without it there is no end. */
function readPrefix({ address, mask, preferred }: Json): NetworkInterface['ipv6'] {
  const ip = normaliseIp(textOf(address));
  return ip === null || typeof mask !== 'number'
    ? []
    : [{ ip, prefix: mask, preferredS: secondsOf(preferred) }];
}

const objects = (json: unknown): Json[] => asList(json).slice(0, most).map(asObject);
const textOf = (json: unknown): string => (asText(json) ?? '').slice(0, 128);
const secondsOf = (json: unknown): number | null =>
  typeof json === 'number' && Number.isFinite(json) && json >= 0 ? json : null;
