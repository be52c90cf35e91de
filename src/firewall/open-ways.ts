import type { OpenWay, Walk } from './notes.ts';
import type { Way } from './program.ts';

/** The verdicts of a map that are open to the packet. Many rules may ask for one long map. */
export function openOf(walk: Walk, ways: readonly Way[]): readonly OpenWay[] {
  const { asked, open } = walk;
  const before = open.get(ways);
  if (before?.marks === asked.marks) {
    asked.named ||= before.named;
    return before.ways;
  }
  const fresh = { ...asked, named: false };
  const made = ways
    .map(({ verdict, test }): OpenWay => ({ verdict, match: test(fresh) }))
    .filter(({ match }) => match !== 'no');
  open.set(ways, { marks: asked.marks, named: fresh.named, ways: made });
  asked.named ||= fresh.named;
  return made;
}
