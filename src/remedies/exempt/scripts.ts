import { allOf, inTurn } from '../fragments.ts';
import type { Scripts } from '../remedy.ts';
import { backEndsOf } from './back-ends.ts';
import type { ExemptParams } from './params.ts';

/** One change for all the firewalls that offload here: none of it counts before all of it stands. */
export function exemptScripts({ places, ports }: ExemptParams): Scripts {
  const parts = backEndsOf(places).map(({ backEnd, chains }) => backEnd.scripts(chains, ports));
  const persists = parts.flatMap(({ persist }) => persist ?? []);
  return {
    shown: [...new Set(parts.flatMap(({ shown }) => shown))],
    preflight: inTurn(
      'preflight',
      parts.map(({ preflight }) => preflight),
    ),
    save: inTurn(
      'save',
      parts.map(({ save }) => save),
    ),
    live: inTurn(
      'live',
      parts.map(({ live }) => live),
    ),
    persist: persists.length > 0 ? inTurn('persist', persists) : null,
    verify: inTurn(
      'verify',
      parts.map(({ verify }) => verify),
    ),
    undo: allOf(
      'undo',
      parts.map(({ undo }) => undo),
    ),
    tidy: allOf(
      'tidy',
      parts.map(({ tidy }) => tidy),
    ),
    revert: allOf(
      'revert',
      parts.map(({ revert }) => revert),
    ),
  };
}
