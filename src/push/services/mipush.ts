import { commonQuietS, type Service } from '../service.ts';

/**
 * Xiaomi's push for phones sold in China: XMPP on 5222, or 443 and 80. The networks are those of the servers built into
 * its library (`com.xiaomi.push.service.XMPushService`) and named by its resolver, resolver.msg.xiaomi.net.
 */
export const mipush = {
  id: 'mipush',
  name: 'MiPush',
  names: { zh: '小米推送' },
  kind: 'phone',
  proto: 'tcp',
  ports: [],
  shared: {
    ports: [80, 443, 5222],
    prefixes: [
      '39.156.81.0/24',
      '39.156.150.0/24',
      '58.83.177.0/24',
      '111.13.141.0/24',
      '111.13.142.0/24',
      '111.202.1.0/24',
      '118.26.252.0/24',
      '123.125.102.0/24',
      '220.181.106.0/24',
    ],
    sure: true,
  },
  hosts: ['app.chat.xiaomi.net', 'cn.app.chat.xiaomi.net', 'app.chat.global.xiaomi.net'],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: true,
  certainty: { ports: 'observed', prefixes: 'observed', heartbeat: 'unknown' },
  sources: [
    'https://dev.mi.com/xiaomihyperos/documentation/detail?pId=1695',
    'http://resolver.msg.xiaomi.net/',
  ],
} as const satisfies Service;
