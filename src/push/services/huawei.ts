import { commonQuietS, type Service } from '../service.ts';

/** Huawei's push. Neither ports nor networks of its devices' connection are published: it is known by name only. */
export const huawei = {
  id: 'huawei',
  name: 'HUAWEI Push Kit',
  names: { zh: '华为推送' },
  kind: 'phone',
  proto: 'tcp',
  ports: [],
  shared: null,
  hosts: ['pushtrs.push.hicloud.com', '*.push.dbankcloud.com'],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: true,
  certainty: { ports: 'unknown', prefixes: 'unknown', heartbeat: 'unknown' },
  sources: ['https://developer.huawei.com/consumer/en/hms/huawei-pushkit/'],
} as const satisfies Service;
