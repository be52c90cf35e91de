import type { Service } from '../service.ts';

/**
 * Signal's chat connection, which phones without Google's services keep open. Addresses are those built into Signal's
 * own library; its clients speak each 30 seconds, or 60 in the background.
 */
export const signal = {
  id: 'signal',
  name: 'Signal',
  kind: 'app',
  proto: 'tcp',
  ports: [],
  shared: {
    ports: [443],
    prefixes: [
      '13.248.212.111/32',
      '76.223.92.165/32',
      '2600:9000:a507:ab6d:4ce3:2f58:25d7:9cbf/128',
      '2600:9000:a61f:527c:d5eb:a431:5239:3232/128',
    ],
    sure: true,
  },
  hosts: ['chat.signal.org'],
  heartbeatS: 60,
  quietS: 60,
  watched: false,
  certainty: { ports: 'documented', prefixes: 'documented', heartbeat: 'observed' },
  sources: ['https://github.com/signalapp/libsignal/blob/main/rust/net/src/env.rs'],
} as const satisfies Service;
