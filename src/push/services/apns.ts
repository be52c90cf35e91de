import { commonQuietS, type Service } from '../service.ts';

/** Apple Push Notification service. Apple publishes no heartbeat; an engineer of theirs was quoted with 10 to 15 minutes. */
export const apns = {
  id: 'apns',
  name: 'APNs',
  kind: 'phone',
  proto: 'tcp',
  ports: [{ from: 5223, to: 5223 }],
  // 443 is the fallback, and all of 17.0.0.0/8 is Apple's; 2197 is for those who send.
  shared: {
    ports: [443],
    prefixes: [
      '17.0.0.0/8',
      '2620:149:a44::/48',
      '2403:300:a42::/48',
      '2403:300:a51::/48',
      '2a01:b740:a42::/48',
    ],
    sure: false,
  },
  hosts: ['courier.push.apple.com', '1-courier.push.apple.com', '*-courier.push.apple.com'],
  heartbeatS: 900,
  quietS: commonQuietS,
  watched: true,
  certainty: { ports: 'documented', prefixes: 'documented', heartbeat: 'observed' },
  sources: [
    'https://support.apple.com/102266',
    'https://community.cisco.com/t5/wireless-mobility-knowledge-base/ta-p/4391543',
  ],
} as const satisfies Service;
