import type { FirewallKind } from '../firewall/first/forward.ts';
import { firewallOf, forwardPaths } from '../firewall/first/paths.ts';
import { fw3File, fw4File } from '../firewall/signature.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { firewalls } from '../remedies/exempt/index.ts';
import { ownTraces } from '../remedies/exempt/standing.ts';
import { uciNew } from '../remedies/exempt/uci-section.ts';
import type { Session } from '../ssh/session.types.ts';
import { revertScript, undoScript } from './guard.ts';
import type { Plan } from './plan.types.ts';
import type { Reverted, RunOptions } from './run.types.ts';
import { demand, stepFailure, troubleOf } from './trouble.ts';

const stepMs = 60_000;
/** What a power cut may leave of a file that was being written; no firewall reads these. */
const sweepScript = `rm -f ${fw4File}.new ${fw3File}.new ${uciNew}`;

/** Takes back what a plan put in, by its own steps. */
export const revertPlan = ({ plan, ...options }: RunOptions & { plan: Plan }): Promise<Reverted> =>
  revert(options, () => plan.steps.revert.map(({ script }) => script));

/** Takes back everything signed as ours, whoever applied it and when, undo timers still armed included. */
export const revertAll = (options: RunOptions): Promise<Reverted> => revert(options, scriptsFor);

/** The revert steps for what a snapshot shows. */
function scriptsFor(snapshot: Snapshot): string[] {
  const armed = snapshot.own.kind === 'value' ? snapshot.own.value.armed : [];
  const files = snapshot.own.kind === 'value' ? snapshot.own.value.files : [];
  const firewall = firewallOf(snapshot);
  const kinds = new Set<FirewallKind>(firewall ? [firewall] : []);
  // Left behind by an upgrade from fw3 to fw4.
  if (files.some(({ path }) => path === fw3File)) kinds.add('fw3');
  const paths = forwardPaths(snapshot);
  return [
    ...armed.filter((id) => /^[0-9a-z]{1,32}$/.test(id)).map(undoScript),
    ...[...kinds].map((kind) => {
      const own = paths.filter((path) => path.firewall === kind);
      return revertScript(firewalls[kind].scripts(own));
    }),
  ];
}

async function revert(options: RunOptions, scripts: (snapshot: Snapshot) => string[]): Promise<Reverted> {
  const { signal, onProgress, take } = options;
  const withSignal = signal && { signal };
  let session: Session | null = null;
  try {
    session = await options.sessions.connect(options.target, { ...options.connect, ...withSignal });
    onProgress?.('look');
    const before = await take(session, withSignal);
    if (isClean(before)) {
      await session.run(sweepScript, { timeoutMs: stepMs, ...withSignal });
      return { kind: 'nothing' };
    }
    onProgress?.('revert');
    for (const script of scripts(before)) {
      demand('revert', await session.run(script, { timeoutMs: stepMs, ...withSignal }));
    }
    const snapshot = await take(session, withSignal);
    if (isClean(snapshot)) return { kind: 'reverted', snapshot };
    return { kind: 'failed', failure: stepFailure('revert', ownTraces(snapshot).join('\n')), hint: null };
  } catch (error) {
    return { kind: 'failed', ...troubleOf(error, signal) };
  } finally {
    session?.close();
  }
}

const isClean = (snapshot: Snapshot): boolean =>
  ownTraces(snapshot).length === 0 && !(snapshot.own.kind === 'value' && snapshot.own.value.armed.length > 0);
