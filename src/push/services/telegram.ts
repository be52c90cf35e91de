import { commonQuietS, type Service } from '../service.ts';

/** Telegram's connections to its own data centres, which carry messages and files alike. */
export const telegram = {
  id: 'telegram',
  name: 'Telegram',
  kind: 'app',
  proto: 'tcp',
  ports: [],
  shared: {
    ports: [80, 443, 5222],
    prefixes: [
      '91.105.192.0/23',
      '91.108.4.0/22',
      '91.108.8.0/22',
      '91.108.12.0/22',
      '91.108.16.0/22',
      '91.108.20.0/22',
      '91.108.56.0/22',
      '149.154.160.0/20',
      '185.76.151.0/24',
      '2001:67c:4e8::/48',
      '2001:b28:f23c::/48',
      '2001:b28:f23d::/48',
      '2001:b28:f23f::/48',
      '2a0a:f280::/32',
    ],
    sure: false,
  },
  hosts: ['*.web.telegram.org'],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: false,
  certainty: { ports: 'observed', prefixes: 'documented', heartbeat: 'unknown' },
  sources: [
    'https://core.telegram.org/resources/cidr.txt',
    'https://core.telegram.org/mtproto/mtproto-transports',
  ],
} as const satisfies Service;
