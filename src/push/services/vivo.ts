import { commonQuietS, type Service } from '../service.ts';

/** Push of vivo and iQOO. Neither ports, networks nor names of its devices' connection are published. */
export const vivo = {
  id: 'vivo',
  name: 'vivo Push',
  names: { zh: 'vivo 推送' },
  kind: 'phone',
  proto: 'tcp',
  ports: [],
  shared: null,
  hosts: [],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: true,
  certainty: { ports: 'unknown', prefixes: 'unknown', heartbeat: 'unknown' },
  sources: ['https://dev.vivo.com.cn/documentCenter/doc/180'],
} as const satisfies Service;
