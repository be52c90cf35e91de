import type { Evidence } from '../model/evidence.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Registered } from '../remedies/registry.ts';

/** Everything of ours on a router, whatever remedy and version left it. */
export const tracesOf = (remedies: readonly Registered[], snapshot: Snapshot): Evidence[] =>
  remedies.flatMap((remedy) => remedy.footprint(snapshot).traces);

/** The same as text, to tell whether all is as it was. */
export const traceText = (remedies: readonly Registered[], snapshot: Snapshot): string =>
  tracesOf(remedies, snapshot)
    .map(({ source, line }) => `${source}\n${line}`)
    .sort()
    .join('\n');

/** Ids of plans whose rollback is scheduled, as the router shows them. Nothing else is put into a script. */
export const scheduledOn = ({ own }: Snapshot): string[] =>
  own.kind === 'value' ? own.value.armed.filter((id) => /^[0-9a-z]{1,32}$/.test(id)) : [];
