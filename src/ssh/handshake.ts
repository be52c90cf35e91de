import ssh2, { type Client, type NegotiatedAlgorithms } from 'ssh2';
import { Failed, type Failure } from '../model/failure.ts';
import type { HostKey, Target } from '../model/router.ts';
import { algorithms, isOld } from './algorithms.ts';
import { hostKeyOf, sameHostKey } from './fingerprint.ts';
import { readIdentification } from './identification.ts';
import { type Login, methodsOf } from './login.ts';
import { failureOf, learn, type Progress } from './progress.ts';
import type { Wire } from './wire.ts';

export interface HandshakeOptions {
  /** The only key that is accepted; null: none is. */
  hostKey: HostKey | null;
  /** Null: nothing is ever authenticated (reading a host key). */
  login: Login | null;
  /** Whether SHA-1 algorithms are offered too. */
  withOld: boolean;
  handshakeMs: number;
  authMs: number;
  keepaliveMs: number;
  signal?: AbortSignal | undefined;
}

export interface Connection {
  client: Client;
  socket: Wire;
  /** Bytes that came from the router so far. */
  received(): number;
  hostKey: HostKey;
  remarks: string[];
}

const judge = (host: string, expected: HostKey | null, got: HostKey): Failure | null => {
  if (expected === null) return { cause: 'host-key-unknown', host, got };
  return sameHostKey(expected, got) ? null : { cause: 'host-key-changed', host, expected, got };
};

/** `old-algorithms: NAME, NAME`, or nothing. */
export const remarksOf = (agreed: readonly string[]): string[] =>
  agreed.length > 0 ? [`old-algorithms: ${agreed.join(', ')}`] : [];

/**
 * Makes an SSH connection of a connected socket. The host key is judged inside the key exchange: when it is not
 * the expected one, the exchange ends there, before the user's name, let alone a signature, has been sent.
 * @param progress filled while it goes on; of use after a failure too.
 * @throws Failed; the socket is destroyed then.
 */
export async function handshake(
  socket: Wire,
  target: Target,
  options: HandshakeOptions,
  progress: Progress,
): Promise<Connection> {
  const { hostKey: expected, login, withOld, signal } = options;
  const { user, host, port } = target;
  const client = new ssh2.Client();
  socket.pause();
  const heard = readIdentification(socket);
  let received = 0;
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length;
  });
  let timer: NodeJS.Timeout | undefined;
  let aborted = (): void => {};
  try {
    return await new Promise<Connection>((done, reject) => {
      let got: HostKey | null = null;
      const lost = (error: Error) =>
        reject(new Failed(failureOf(error, target, progress, heard.stranger()), { cause: error }));
      const limit = (ms: number) => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          const detail = heard.stranger();
          const late: Failure = { cause: 'timeout', stage: progress.stage, seconds: ms / 1000 };
          reject(new Failed(detail === null ? late : { cause: 'not-ssh', host, port, detail }));
        }, ms);
      };
      aborted = () => reject(signal?.reason);
      if (signal?.aborted) aborted();
      signal?.addEventListener('abort', aborted, { once: true });
      // Stays for the connection's life: an unheard 'error' would end the process.
      client.on('error', lost);
      client.on('close', () => lost(new Error(heard.heard() ? 'closed-by-router' : 'closed-at-once')));
      client.on('handshake', ({ kex, serverHostKey }: NegotiatedAlgorithms) => {
        progress.stage = 'auth';
        progress.agreed = [kex, serverHostKey].filter(isOld);
        limit(options.authMs);
      });
      client.on('ready', () => {
        if (got) {
          const remarks = remarksOf(progress.agreed);
          done({ client, socket, received: () => received, hostKey: got, remarks });
        }
      });
      limit(options.handshakeMs);
      client.connect({
        sock: socket,
        username: user,
        authHandler: login ? methodsOf(user, login) : [],
        algorithms: algorithms(expected?.type, withOld),
        hostVerifier: (blob: Buffer) => {
          got = hostKeyOf(blob);
          progress.refusal = judge(host, expected, got);
          return progress.refusal === null;
        },
        readyTimeout: 0,
        keepaliveInterval: options.keepaliveMs,
        keepaliveCountMax: 3,
        ...(withOld ? { debug: (line: string) => learn(progress, line) } : {}),
      });
    });
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  }
}
