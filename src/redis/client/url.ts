import { fail } from '../../model/failure.ts';

/** Where Redis answers: a socket of our own server, or what `REDIS_URL` says. */
export type RedisTarget = { socket: string } | { url: string };

interface Login {
  tls: boolean;
  username?: string;
  password?: string;
}

interface Node {
  host: string;
  port: number;
}

export type RedisPlace =
  | (Login & { kind: 'single'; node: Node; db: number })
  | (Login & { kind: 'sentinel'; sentinels: Node[]; master: string; db: number })
  | (Login & { kind: 'cluster'; nodes: Node[] });

const shape = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/]*)@)?([^@/?#]+)(?:\/([^?#]*))?$/;

/** Never repeats the URL: it may hold a password. */
const refuse = (what: string): never => fail({ cause: 'config-invalid', problems: [`REDIS_URL: ${what}`] });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('user or password is not percent-encoded');
  }
}

function login(scheme: string, user: string | undefined): Login {
  const tls = scheme === 'rediss';
  if (user === undefined) return { tls };
  const colon = user.indexOf(':');
  const username = decoded(colon < 0 ? user : user.slice(0, colon));
  const password = colon < 0 ? undefined : decoded(user.slice(colon + 1));
  return { tls, ...(username && { username }), ...(password && { password }) };
}

function node(text: string, standard: number): Node {
  const found = /^(\[[0-9a-f:.]+\]|[^\s,:[\]]+)(?::(\d{1,5}))?$/i.exec(text.trim());
  const port = found?.[2] ? Number(found[2]) : standard;
  if (!found?.[1] || port < 1 || port > 65535) return refuse('must name HOST or HOST:PORT');
  return { host: found[1].replace(/^\[|\]$/g, ''), port };
}

function database(text: string | undefined): number {
  if (!text) return 0;
  return /^\d{1,5}$/.test(text) ? Number(text) : refuse('the database must be a number');
}

/**
 * Reads `REDIS_URL`. Beside what ioredis itself knows (`redis://[user:password@]host[:port][/db]`, `rediss://` for
 * TLS) there are `redis+sentinel://[user:password@]host[:26379],host…/MASTER[/db]` and
 * `redis+cluster://[user:password@]host[:6379],host…`, both also with `rediss+`.
 * Throws `config-invalid`.
 */
export function parseRedisUrl(url: string): RedisPlace {
  const [, scheme, mode, user, hosts, path] = shape.exec(url) ?? [];
  if (!scheme || !hosts) return refuse('must look like redis://HOST:PORT');
  const who = login(scheme, user);
  const named = hosts.split(',');
  if (mode === 'cluster') return { kind: 'cluster', ...who, nodes: named.map((one) => node(one, 6379)) };
  if (mode !== 'sentinel') return { kind: 'single', ...who, node: node(hosts, 6379), db: database(path) };
  const [master, db] = (path ?? '').split('/');
  if (!master) return refuse('must end with the name of the master: redis+sentinel://HOST,HOST/MASTER');
  return {
    kind: 'sentinel',
    ...who,
    sentinels: named.map((one) => node(one, 26379)),
    master: decoded(master),
    db: database(db),
  };
}
