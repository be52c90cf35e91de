import { commonQuietS, type Service } from '../service.ts';

/** XMPP on its registered port (RFC 6120): chats of one's own, and whatever else of this list moves to new servers. */
export const xmpp = {
  id: 'xmpp',
  name: 'XMPP',
  kind: 'app',
  proto: 'tcp',
  ports: [{ from: 5222, to: 5222 }],
  shared: null,
  hosts: [],
  heartbeatS: null,
  quietS: commonQuietS,
  watched: false,
  certainty: { ports: 'documented', prefixes: 'unknown', heartbeat: 'unknown' },
  sources: ['https://www.rfc-editor.org/rfc/rfc6120#section-14.7'],
} as const satisfies Service;
