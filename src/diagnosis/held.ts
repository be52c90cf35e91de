import { parseConntrack } from '../conntrack/entry.ts';
import type { Flow } from '../conntrack/flow.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';
import { pathOf, surroundingsOf } from './path.ts';
import { isOpen } from './states.ts';

/** Open push connections, apart: those a program on the router holds, and those that pass through it. */
export function apart<F extends Flow>(snapshot: Snapshot, flows: readonly F[]): { held: F[]; passing: F[] } {
  const entries = (readValue(snapshot.conntrack)?.lines ?? []).flatMap((line) => parseConntrack(line) ?? []);
  const around = surroundingsOf(snapshot, entries);
  const open = flows.filter(isOpen).map((flow) => ({ flow, path: pathOf(flow.entry, around) }));
  const of = (...paths: string[]) => open.filter(({ path }) => paths.includes(path)).map(({ flow }) => flow);
  return { held: of('local'), passing: of('forwarded', 'offloaded') };
}
