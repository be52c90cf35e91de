import { type Button, button } from '../../src/model/button.ts';
import type { Role } from '../../src/model/person.ts';
import type { Say } from '../../src/words/words.ts';

/** What leads on from nothing: what most people came for, a router, and everything else. `add`: how a router is offered. */
export const firstButtons = (
  role: Role | null,
  hasRouter: boolean,
  say: Say,
  add: Button['style'] = 'secondary',
): Button[] => [
  ...(hasRouter ? [button('late', {}, say('button.late'), 'primary')] : []),
  ...(role === 'owner' ? [button('router add', {}, say('button.add-router'), add)] : []),
  button('help', { page: '1' }, say('button.all-commands')),
];
