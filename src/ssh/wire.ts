import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { before } from '../model/deadline.ts';
import { Failed } from '../model/failure.ts';
import type { Target } from '../model/router.ts';

/** What an SSH connection runs on: a TCP socket, or a channel through another SSH connection. */
export type Wire = Duplex;

/**
 * A way to `target` through the machine at the other end of `client`, which ends with it.
 * @throws Failed `unreachable`, `timeout` (stage `connect`)
 */
export async function through(client: Client, { host, port }: Target, timeoutMs: number): Promise<Wire> {
  const late = new Failed({ cause: 'timeout', stage: 'connect', seconds: timeoutMs / 1000 });
  const opened = new Promise<Wire>((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      if (!error) return resolve(channel);
      const detail = error.message.slice(0, 160);
      reject(new Failed({ cause: 'unreachable', host, port, detail }, { cause: error }));
    });
  });
  try {
    const channel = await before(timeoutMs, opened, late);
    channel.once('close', () => client.end());
    return channel;
  } catch (error) {
    client.end();
    throw error;
  }
}
