import type { Asked, Test } from './program.ts';
import type { Match } from './spans.ts';

/** What tells the answer to a test: the packet and its marks. */
const isSame = (a: Asked, { packet, marks }: Asked): boolean =>
  a.packet === packet &&
  a.marks.ct.value === marks.ct.value &&
  a.marks.ct.known === marks.ct.known &&
  a.marks.packet.value === marks.packet.value &&
  a.marks.packet.known === marks.packet.known;

/** The same test, which is not asked again about the packet it was asked about last: many rules ask for one long set. */
export function remembered(test: Test): Test {
  let last: { asked: Asked; match: Match } | null = null;
  return (asked) => {
    if (last === null || !isSame(last.asked, asked)) {
      const fresh: Asked = { ...asked, named: false };
      last = { match: test(fresh), asked: fresh };
    }
    asked.named ||= last.asked.named;
    return last.match;
  };
}
