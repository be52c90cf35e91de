import ssh2 from 'ssh2';
import type { DemoRouter } from '../../src/demo/router.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';

export const identity = makeKeyPair();

export interface Done {
  code: number | null;
  signal: string | undefined;
  stdout: string;
  stderr: string;
}
export interface Client {
  run(script: string, input?: string): Promise<Done>;
  end(): void;
}

/** A plain ssh2 client, so that the demo is held against SSH itself and not against the product's own session. */
export function connect(
  demo: Pick<DemoRouter, 'target' | 'hostKey'>,
  privateKey: string = identity.private,
): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    // Stays: a connection that is cut says so more than once.
    client.on('error', reject);
    client.once('ready', () => {
      resolve({ run: (script, input) => run(client, script, input), end: () => client.end() });
    });
    client.connect({ host: demo.target.host, port: demo.target.port, username: 'root', privateKey });
  });
}

function run(client: ssh2.Client, script: string, input?: string): Promise<Done> {
  return new Promise((resolve, reject) => {
    client.exec(script, (error, channel) => {
      if (error) return reject(error);
      const done: Done = { code: null, signal: undefined, stdout: '', stderr: '' };
      channel.on('data', (chunk: Buffer) => {
        done.stdout += chunk.toString();
      });
      channel.stderr.on('data', (chunk: Buffer) => {
        done.stderr += chunk.toString();
      });
      channel.on('exit', (code: number | null, signal?: string) => {
        done.code = code;
        done.signal = signal;
      });
      channel.on('close', () => resolve(done));
      channel.end(input);
    });
  });
}
