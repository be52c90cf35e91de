import { commonQuietS, type Service } from '../service.ts';

/** MQTT over TLS on its registered port: things at home, and apps with a broker of their own. Each sets its heartbeat. */
export const mqtt = {
  id: 'mqtt',
  name: 'MQTT',
  kind: 'thing',
  proto: 'tcp',
  ports: [{ from: 8883, to: 8883 }],
  shared: null,
  hosts: [],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: false,
  certainty: { ports: 'documented', prefixes: 'unknown', heartbeat: 'unknown' },
  sources: [
    'https://www.iana.org/assignments/service-names-port-numbers',
    'https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html#_Keep_Alive',
  ],
} as const satisfies Service;
