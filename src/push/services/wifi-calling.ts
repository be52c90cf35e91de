import type { Service } from '../service.ts';

/**
 * Calls over Wi-Fi: an IPsec tunnel from the phone to its mobile network (3GPP TS 23.402; the gateway's name, TS 23.003
 * section 19.4.2.9). Idle tunnels behind NAT speak each 20 seconds (RFC 3948 section 4).
 */
export const wifiCalling = {
  id: 'wifi-calling',
  name: 'Wi-Fi Calling',
  names: { zh: 'Wi-Fi 通话' },
  kind: 'call',
  proto: 'udp',
  ports: [
    { from: 500, to: 500 },
    { from: 4500, to: 4500 },
  ],
  shared: null,
  hosts: ['epdg.epc.*.pub.3gppnetwork.org'],
  heartbeatS: 20,
  quietS: 20,
  watched: false,
  certainty: { ports: 'documented', prefixes: 'unknown', heartbeat: 'documented' },
  sources: ['https://www.rfc-editor.org/rfc/rfc3948#section-4', 'https://www.3gpp.org/dynareport/23003.htm'],
} as const satisfies Service;
