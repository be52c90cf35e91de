import type { Connection, Direction, DirectionFate, Fate } from './api.types.ts';
import { linesOf } from './lines.ts';
import { marksOf, packetOf } from './packet.ts';
import { surer } from './pass.ts';
import type { Rules } from './program.ts';
import { type Walked, walk } from './walk.ts';

/** What the rules do to an established connection: in each direction, and so to the connection. */
export function fateByRules(rules: Rules, connection: Connection): Fate {
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
