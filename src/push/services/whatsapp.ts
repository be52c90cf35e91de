import { commonQuietS, type Service } from '../service.ts';

/**
 * WhatsApp's chat connection, 5222 towards Meta. Its fallback, 443, cannot be told from Meta's other apps. The ports are
 * those Meta names for its business client, the networks those that AS32934 announces.
 */
export const whatsapp = {
  id: 'whatsapp',
  name: 'WhatsApp',
  kind: 'app',
  proto: 'tcp',
  ports: [],
  shared: {
    ports: [5222],
    prefixes: [
      '31.13.24.0/21',
      '31.13.64.0/18',
      '45.64.40.0/22',
      '57.141.0.0/16',
      '57.142.0.0/15',
      '57.144.0.0/14',
      '66.220.144.0/20',
      '69.63.176.0/20',
      '69.171.224.0/19',
      '74.119.76.0/22',
      '102.132.96.0/20',
      '103.4.96.0/22',
      '129.134.0.0/16',
      '157.240.0.0/16',
      '163.70.128.0/17',
      '173.252.64.0/18',
      '179.60.192.0/22',
      '185.60.216.0/22',
      '185.89.216.0/22',
      '204.15.20.0/22',
      '2620:0:1c00::/40',
      '2a03:2880::/32',
    ],
    sure: true,
  },
  hosts: ['g.whatsapp.net', '*.whatsapp.net'],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: false,
  certainty: { ports: 'documented', prefixes: 'observed', heartbeat: 'unknown' },
  sources: [
    'https://developers.facebook.com/docs/whatsapp/guides/network-requirements',
    'https://developers.facebook.com/docs/sharing/webmasters/web-crawlers',
  ],
} as const satisfies Service;
