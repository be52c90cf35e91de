import type { Service } from '../service.ts';

/**
 * WeChat's long link, on which its messages come: 8080, 80 or 443, towards names like `szlong.weixin.qq.com`. Tencent
 * publishes no ranges; these are the networks that answers of its own name service led to, which hold its short links
 * too. The heartbeat is the range of Tencent's own networking library (3.5 to 10 minutes, as the network bears).
 */
export const wechat = {
  id: 'wechat',
  name: 'WeChat',
  names: { zh: '微信' },
  kind: 'app',
  proto: 'tcp',
  ports: [],
  shared: {
    ports: [80, 443, 8080],
    prefixes: [
      '14.17.41.0/24',
      '14.215.158.0/24',
      '58.251.100.0/24',
      '101.89.15.0/24',
      '101.226.49.0/24',
      '101.226.211.0/24',
      '113.96.202.0/24',
      '121.51.8.0/24',
      '121.51.140.0/24',
      '123.151.10.0/24',
      '163.177.81.0/24',
      '183.3.224.0/24',
      '183.3.234.0/24',
      '220.171.124.0/24',
    ],
    sure: false,
  },
  hosts: ['long.weixin.qq.com', '*long.weixin.qq.com', '*long.wechat.com'],
  heartbeatS: 600,
  quietS: 600,
  watched: false,
  certainty: { ports: 'observed', prefixes: 'observed', heartbeat: 'documented' },
  sources: [
    'https://github.com/Tencent/mars/blob/master/mars/stn/config.h',
    'http://dns.weixin.qq.com/cgi-bin/micromsg-bin/newgetdns',
  ],
} as const satisfies Service;
