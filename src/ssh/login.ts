import type { AnyAuthMethod } from 'ssh2';
import type { HostKey, Target } from '../model/router.ts';
import type { Identity } from './identity.ts';

/** What may be shown to a router to be let in, in this order. Holds secrets: never logged, never kept. */
export interface Login {
  keys: readonly Identity[];
  /** Socket of an ssh-agent. */
  agent: string | null;
  /** Whether to ask to be let in without anything, as a router fresh out of its box does. */
  none?: boolean;
  password: string | null;
}

/** A machine on the way: logged in to first, and connected through. */
export interface Hop {
  target: Target;
  hostKey: HostKey;
  login: Login;
}

export const withKey = (identity: Identity): Login => ({ keys: [identity], agent: null, password: null });

/** The same in ssh2's words, tried one after the other. */
export function methodsOf(user: string, { keys, agent, none = false, password }: Login): AnyAuthMethod[] {
  const username = user;
  return [
    ...keys.map(({ key }): AnyAuthMethod => ({ type: 'publickey', username, key })),
    ...(agent === null ? [] : [{ type: 'agent', username, agent } satisfies AnyAuthMethod]),
    ...(none ? [{ type: 'none', username } satisfies AnyAuthMethod] : []),
    ...(password === null ? [] : byPassword(username, password)),
  ];
}

/** Some OpenSSH servers ask for the password as a question. */
const byPassword = (username: string, password: string): AnyAuthMethod[] => [
  { type: 'password', username, password },
  {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => finish(prompts.map(() => password)),
  },
];
