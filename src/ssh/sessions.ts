import type { Target } from '../model/router.ts';
import { type Allow, privateRanges } from './address.ts';
import { type RunDefaults, runDefaults } from './exec.ts';
import { sha256Of } from './fingerprint.ts';
import { type Identity, readIdentity } from './identity.ts';
import { withKey } from './login.ts';
import { makePool } from './pool.ts';
import { reach, type Timeouts } from './reach.ts';
import { type OpenSession, openSession } from './session.ts';
import type { ConnectOptions, Sessions } from './session.types.ts';

export interface SessionsSetup {
  /** What the bot logs in with, unless a call brings its own. */
  identity: Identity;
  /** Where limited targets may be. Default: the private ranges. */
  allow?: Allow | undefined;
  log?: { debug(fields: Record<string, unknown>, message: string): void } | undefined;
  timeouts?: Partial<Timeouts> | undefined;
  run?: Partial<RunDefaults> | undefined;
  /** Milliseconds after which an unused kept connection is closed. */
  idleMs?: number | undefined;
  /** Milliseconds between keepalives; three unanswered ones end the connection. */
  keepaliveMs?: number | undefined;
}

const ways = ({ via = [] }: ConnectOptions) => via.map(({ target, hostKey }) => [target, hostKey.sha256]);

/** Opens and keeps SSH connections. The one way to a router. */
export function makeSessions(setup: SessionsSetup): Sessions {
  const { log, allow = privateRanges, timeouts, keepaliveMs = 15_000, idleMs = 5 * 60_000 } = setup;
  const defaults: RunDefaults = { ...runDefaults, ...setup.run };
  const kept = makePool(idleMs);
  const live = new Set<OpenSession>();
  const ending = new AbortController();

  const identityOf = (options: ConnectOptions): Identity =>
    options.identity === undefined ? setup.identity : readIdentity(options.identity, 'identity');

  const connect = async (target: Target, options: ConnectOptions): Promise<OpenSession> => {
    const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
    const startedAt = performance.now();
    const { hostKey, limited } = options;
    const login = options.login ?? withKey(identityOf(options));
    const connection = await reach(target, {
      hostKey,
      limited,
      login,
      via: options.via,
      allow,
      timeouts,
      keepaliveMs: options.keepaliveMs ?? keepaliveMs,
      signal,
    });
    const session = openSession(connection, target, defaults);
    live.add(session);
    void session.closed.then(() => live.delete(session));
    const { host, port } = target;
    const ms = Math.round(performance.now() - startedAt);
    log?.debug({ host, port, ms, remarks: connection.remarks }, 'connected');
    return session;
  };

  return {
    connect,
    async borrow(target, options, use) {
      if (options.login) {
        // What only one call logs in with is not kept for others.
        const session = await connect(target, options);
        return use(session).finally(() => session.close());
      }
      const { hostKey, limited } = options;
      const { user, host, port } = target;
      const who = sha256Of(identityOf(options).key.getPublicSSH());
      const key = JSON.stringify([
        user,
        host,
        port,
        who,
        hostKey?.type,
        hostKey?.sha256,
        limited,
        ways(options),
      ]);
      return kept.lend(key, () => connect(target, options), use);
    },
    async close() {
      ending.abort(new Error('sessions are closed'));
      kept.close();
      const closing = [...live];
      for (const session of closing) session.close();
      await Promise.all(closing.map((session) => session.closed));
    },
  };
}
