import { commonQuietS, type Service } from '../service.ts';

/** Push of OPPO, OnePlus and realme (HeyTap). Its servers are told by its own name service; no networks are published. */
export const oppo = {
  id: 'oppo',
  name: 'OPPO PUSH',
  names: { zh: 'OPPO 推送' },
  kind: 'phone',
  proto: 'tcp',
  ports: [],
  shared: null,
  hosts: ['httpdns.push.oppomobile.com', 'httpdns.push.heytapmobi.com'],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: true,
  certainty: { ports: 'unknown', prefixes: 'unknown', heartbeat: 'unknown' },
  sources: ['https://open.oppomobile.com/new/developmentDoc/info?id=11221'],
} as const satisfies Service;
