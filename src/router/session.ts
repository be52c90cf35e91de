import type { Connection } from './handshake.ts';
import type { Target } from './router.ts';
import { NotStarted, type RunDefaults, run } from './run.ts';
import type { Session } from './session.types.ts';

export interface OpenSession extends Session {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
}

/** Milliseconds a router has to answer our goodbye. */
const goodbyeMs = 1000;

/** A session on a connection that stands. */
export function openSession(connection: Connection, target: Target, defaults: RunDefaults): OpenSession {
  const { client, socket, hostKey, remarks } = connection;
  let lost: string | null = socket.destroyed ? 'closed' : null;
  client.on('error', (error) => {
    lost ??= error.message.slice(0, 200);
  });
  const closed = new Promise<void>((done) => {
    if (socket.closed) return done();
    client.on('close', () => {
      lost ??= 'closed by the router';
      done();
    });
  });
  return {
    target,
    hostKey,
    remarks,
    closed,
    get isOpen() {
      return lost === null && socket.writable;
    },
    run: (script, limits = {}) => {
      if (lost !== null) return Promise.reject(new NotStarted({ cause: 'connection-lost', detail: lost }));
      return run(connection, () => lost, script, limits, defaults);
    },
    close() {
      lost ??= 'closed';
      client.end();
      const giveUp = setTimeout(() => socket.destroy(), goodbyeMs);
      void closed.then(() => clearTimeout(giveUp));
    },
  };
}
