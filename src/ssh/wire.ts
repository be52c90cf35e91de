import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { Failed } from '../model/failure.ts';
import type { Target } from '../model/router.ts';

/** What an SSH connection runs on: a TCP socket, or a channel through another SSH connection. */
export type Wire = Duplex;

/**
 * A way to `target` through the machine at the other end of `client`, which ends with it.
 * @throws Failed `unreachable`, `timeout` (stage `connect`)
 */
export function through(client: Client, { host, port }: Target, timeoutMs: number): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const late = () => {
      client.end();
      reject(new Failed({ cause: 'timeout', stage: 'connect', seconds: timeoutMs / 1000 }));
    };
    const timer = setTimeout(late, timeoutMs);
    client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      clearTimeout(timer);
      if (error) {
        client.end();
        const detail = error.message.slice(0, 160);
        return reject(new Failed({ cause: 'unreachable', host, port, detail }, { cause: error }));
      }
      channel.once('close', () => client.end());
      resolve(channel);
    });
  });
}
