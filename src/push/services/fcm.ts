import { commonQuietS, type Service } from '../service.ts';

/** Firebase Cloud Messaging. Its fallback, 443, cannot be told from other traffic to Google. */
export const fcm = {
  id: 'fcm',
  name: 'FCM',
  kind: 'phone',
  proto: 'tcp',
  ports: [{ from: 5228, to: 5230 }],
  shared: null,
  hosts: ['mtalk.google.com', 'mtalk4.google.com', 'alt*-mtalk.google.com'],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: true,
  certainty: { ports: 'documented', prefixes: 'unknown', heartbeat: 'unknown' },
  sources: ['https://firebase.google.com/docs/cloud-messaging/network-configuration'],
} as const satisfies Service;
