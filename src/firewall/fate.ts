import type { Connection, Direction, DirectionFate, Fate } from './api.types.ts';
import { linesOf } from './lines.ts';
import { marksOf, packetOf } from './packet.ts';
import { surer } from './pass.ts';
import type { Rules } from './program.ts';
import { spentOn, type Walked, walk } from './walk.ts';

/** Rules looked at, after which further connections are not told: a household's are told by far fewer. */
const most = 1_500_000;

const open = (doubt: string): Fate => {
  const either: DirectionFate = { offloaded: 'unknown', rules: [], doubts: [doubt] };
  return { offloaded: 'unknown', original: either, reply: either };
};

/** What the rules do to an established connection: in each direction, and so to the connection. */
export function fateByRules(rules: Rules, connection: Connection): Fate {
  if (spentOn(rules) > most) return open('the rules are too many to follow for each connection');
  if (rules.untold === connection.family) return open(`the rules for ${connection.family} were not read`);
  const of = (direction: Direction): DirectionFate =>
    directionFate(walk(rules, packetOf(connection, direction), marksOf(connection)));
  const original = of('original');
  const reply = of('reply');
  return { offloaded: surer(original.offloaded, reply.offloaded), original, reply };
}

function directionFate(walked: Walked): DirectionFate {
  const { offloaded, reached, kept, perhaps, doubts } = walked;
  if (offloaded === 'no') return { offloaded, rules: linesOf(kept), doubts: [] };
  if (offloaded === 'yes') return { offloaded, rules: linesOf(reached), doubts: [] };
  return { offloaded, rules: linesOf([...perhaps, ...reached]), doubts };
}
