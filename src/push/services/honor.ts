import { commonQuietS, type Service } from '../service.ts';

/** Honor's push. Neither ports, networks nor names of its devices' connection are published. */
export const honor = {
  id: 'honor',
  name: 'HONOR Push',
  names: { zh: '荣耀推送' },
  kind: 'phone',
  proto: 'tcp',
  ports: [],
  shared: null,
  hosts: [],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: true,
  certainty: { ports: 'unknown', prefixes: 'unknown', heartbeat: 'unknown' },
  sources: ['https://developer.honor.com/cn/kitdoc'],
} as const satisfies Service;
