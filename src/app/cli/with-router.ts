import { makeScreen, type Screen } from '../../chat/terminal/screen.ts';
import { Failed, fail } from '../../model/failure.ts';
import type { Target } from '../../model/router.ts';
import { type Allow, formatTarget } from '../../ssh/address.ts';
import { readIdentity } from '../../ssh/identity.ts';
import { makeKeyPair } from '../../ssh/key-pair.ts';
import type { Hop, Login } from '../../ssh/login.ts';
import type { ConnectOptions, Session, Sessions } from '../../ssh/session.types.ts';
import { makeSessions } from '../../ssh/sessions.ts';
import type { Say } from '../../words/words.ts';
import type { Config } from '../config.ts';
import { stopSignal } from './stop-signal.ts';
import { type Place, placeOf } from './way-in/place.ts';
import { askSecret, endOfLines, nextLine } from './way-in/stdin.ts';
import { hostKeyAt, mayHavePassword, sayUnknown, type Trusted } from './way-in/trust.ts';
import { sshConfig } from './way-in/user-files.ts';

/** How a person's call gets to a router, as typed. */
export interface WayIn {
  identity?: string;
  /** `[USER@]HOST[:PORT]` to go through. */
  jump?: string;
  /** The first line of standard input is the password. */
  passwordStdin?: boolean;
}

/** For whom a router is reached. */
export interface Visit {
  /** As the bot goes: straight, and only where it may. */
  asBot: boolean;
  /** What is said of a host key before anything else is sent there; throws where it is not to be trusted. */
  settle(place: Place, trusted: Trusted, say: Say): Promise<Trusted>;
}

const byHand: Visit = { asBot: false, settle: sayUnknown };

/** A router that answers, for the time of one call. */
export interface Reached {
  sessions: Sessions;
  /** The first connection, on which the login was tried. */
  session: Session;
  target: Target;
  /** For every further connection of this call. */
  connect: ConnectOptions;
  signal: AbortSignal;
  /** On standard error, so that standard output has the answer alone. */
  screen: Screen;
}

interface Tools {
  sessions: Sessions;
  say: Say;
  signal: AbortSignal;
  allow: Allow;
  visit: Visit;
}

/** How often a password may be mistyped. */
const tries = 3;

const isRejected = (error: unknown): boolean =>
  error instanceof Failed && error.failure.cause === 'auth-rejected';

/** Logs in with what there is, else with a password that is asked for. */
async function logIn(place: Place, via: readonly Hop[], password: string | null, tools: Tools) {
  const { sessions, say, signal, allow, visit } = tools;
  const { target } = place;
  const limited = visit.asBot;
  const seen = await hostKeyAt(place, { via, limited, allow, signal });
  const trusted = await visit.settle(place, seen, say);
  const { hostKey } = trusted;
  const open = async (login: Login) => {
    const connect = { hostKey, limited, login, via, signal };
    return { session: await sessions.connect(target, connect), connect, hop: { target, hostKey, login } };
  };
  const byPassword = async (secret: string) => {
    await mayHavePassword(place, trusted, via, say);
    return open({ keys: [], agent: null, password: secret });
  };
  if (password !== null) return byPassword(password);
  try {
    return await open(place.login);
  } catch (error) {
    if (!isRejected(error)) throw error;
    for (const path of place.unusable) process.stderr.write(`${say('cli.key-unusable', { path })}\n`);
    return await asking(place, byPassword, error, tools);
  }
}

/** Asks for the password until it is right. */
async function asking<T>(
  { target }: Place,
  byPassword: (secret: string) => Promise<T>,
  rejected: unknown,
  { say }: Tools,
): Promise<T> {
  for (let left = tries; left > 0; left--) {
    const secret = await askSecret(say('cli.password', { address: formatTarget(target) }));
    if (secret === null) break;
    try {
      return await byPassword(secret);
    } catch (error) {
      if (!isRejected(error) || left === 1) throw error;
    }
  }
  throw rejected;
}

/** The machines to go through, the nearest first, each logged in to once. */
async function hopsTo(router: Place, wayIn: WayIn, known: Parameters<typeof placeOf>[1], tools: Tools) {
  if (tools.visit.asBot) return [];
  const named = wayIn.jump === undefined ? router.settings.proxyJump : [wayIn.jump];
  const otherwise = wayIn.jump === undefined ? ('self' as const) : ('root' as const);
  const hops: Hop[] = [];
  for (const address of named) {
    const place = await placeOf(address, { ...known, otherwise });
    const { session, hop } = await logIn(place, hops, null, tools);
    session.close();
    hops.push(hop);
  }
  return hops;
}

/** Gives a router to `use`, and closes everything afterwards. */
export async function withRouter<T>(
  address: string,
  wayIn: WayIn,
  config: Config,
  say: Say,
  use: (reached: Reached) => Promise<T>,
  visit = byHand,
): Promise<T> {
  const signal = stopSignal();
  const screen = makeScreen(process.stderr, false);
  // Each call brings its own login: this key is never shown to anybody.
  const nobody = readIdentity(makeKeyPair().private, 'nobody');
  const sessions = makeSessions({ identity: nobody, allow: config.allow });
  const tools = { sessions, say, signal, allow: config.allow, visit };
  try {
    const known = {
      config,
      sshConfig: await sshConfig(),
      identity: wayIn.identity,
      otherwise: 'root' as const,
    };
    const place = await placeOf(address, known);
    const password = wayIn.passwordStdin
      ? ((await nextLine()) ?? fail({ cause: 'usage', usage: '--password-stdin' }))
      : null;
    const via = await hopsTo(place, wayIn, known, tools);
    const { session, connect } = await logIn(place, via, password, tools);
    return await use({ sessions, session, target: place.target, connect, signal, screen });
  } finally {
    screen.end();
    endOfLines();
    await sessions.close();
  }
}
