import type { Service } from '../service.ts';

/**
 * Services of one's own: a line here is known to diagnosis and exemption like all others. Ports of its own suffice where
 * nobody else uses them; a shared one (443) needs the server's networks.
 *
 *     {
 *       id: 'ntfy',
 *       name: 'ntfy',
 *       kind: 'app',
 *       proto: 'tcp',
 *       ports: [],
 *       shared: { ports: [443], prefixes: ['198.51.100.7/32'], sure: true },
 *       hosts: ['ntfy.example.org'],
 *       heartbeatS: 45,
 *       quietS: 60,
 *       watched: true,
 *       certainty: { ports: 'documented', prefixes: 'documented', heartbeat: 'documented' },
 *       sources: ['https://docs.ntfy.sh/config/#behind-a-proxy-tls-etc'],
 *     },
 */
export const own: readonly Service[] = [];
