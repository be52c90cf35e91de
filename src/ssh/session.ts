import type { Target } from '../model/router.ts';
import { detailOf } from './detail.ts';
import { NotStarted, type Run, type RunDefaults, run } from './exec.ts';
import type { Connection } from './handshake.ts';
import type { RunLimits, Session } from './session.types.ts';

export interface OpenSession extends Session {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
}

/** Milliseconds a router has to answer our goodbye. */
const goodbyeMs = 1000;

/**
 * A session on a connection that stands. Scripts run one after the other: dropbear 2022.83 to 2024.85 drops the
 * whole connection when a channel opens while another one's process ends (https://github.com/mkj/dropbear/issues/321).
 */
export function openSession(connection: Connection, target: Target, defaults: RunDefaults): OpenSession {
  const { client, socket, hostKey, remarks } = connection;
  let lost: string | null = socket.destroyed ? 'closed' : null;
  /** When the last script's process is known to be gone. */
  let idle: Promise<void> = Promise.resolve();
  client.on('error', (error) => {
    lost ??= detailOf(error);
  });
  const closed = new Promise<void>((done) => {
    if (socket.closed) return done();
    client.on('close', () => {
      lost ??= 'closed-by-router';
      done();
    });
  });
  const start = (script: string, limits: RunLimits): Run => {
    limits.signal?.throwIfAborted();
    if (lost !== null) throw new NotStarted({ cause: 'connection-lost', detail: lost });
    return run(connection, () => lost, script, limits, defaults);
  };
  /** Resolves when a script's process is gone. Apart from `run`, so that it does not keep the script's text till then. */
  const over = async (starting: Promise<Run>): Promise<void> => {
    const started = await starting.catch(() => null);
    if (started === null) return;
    await started.ran.catch(() => {});
    await Promise.race([started.ended, closed]);
  };
  return {
    target,
    hostKey,
    remarks,
    closed,
    get isOpen() {
      return lost === null && socket.writable;
    },
    run(script, limits = {}) {
      const starting = idle.then(() => start(script, limits));
      idle = over(starting);
      return starting.then((started) => started.ran);
    },
    close() {
      lost ??= 'closed';
      client.end();
      const giveUp = setTimeout(() => socket.destroy(), goodbyeMs);
      void closed.then(() => clearTimeout(giveUp));
    },
  };
}
