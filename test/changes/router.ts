import { type Plan, type StepId, scriptOf } from '../../src/changes/plan.ts';
import { revertAll } from '../../src/changes/revert.ts';
import type { ApplyOptions, Reverted } from '../../src/changes/run.types.ts';
import { Failed } from '../../src/model/failure.ts';
import { take } from '../../src/probes/engine/take.ts';
import { remedies } from '../../src/remedies/index.ts';
import type { ExecEnd, RunLimits, Session, Sessions } from '../../src/ssh/session.types.ts';
import { planFrom } from '../support/plans.ts';
import type { World } from './world.ts';

export const target = { host: 'world', port: 22, user: 'root' };
export const hostKey = { type: 'ssh-ed25519', sha256: 'SHA256:world' };

/** What happens to the nth exec (from 0, over all connections), and to everything after it. */
export interface Cut {
  at: number;
  /** `before`: it never reaches the router. `after`: it runs, its answer is lost. `during`: its process group is killed. */
  when: 'before' | 'after' | 'during';
  /** The line does not come back. */
  forGood: boolean;
}

export interface Line {
  sessions: Pick<Sessions, 'connect'>;
  /** Scripts as they were sent, over all connections. */
  sent: string[];
  connections(): number;
}

/** Sessions into a world; each `connect` is one connection, which can be cut. */
export function lineTo(world: World, cut?: Cut): Line {
  const sent: string[] = [];
  let connections = 0;
  let dead = false;
  const lost = () => new Failed({ cause: 'connection-lost', detail: 'cut by the test' });

  const connect = async (): Promise<Session> => {
    if (dead) throw new Failed({ cause: 'unreachable', host: 'world', port: 22, detail: 'cut by the test' });
    connections++;
    let open = true;
    const run = async (script: string, limits?: RunLimits): Promise<ExecEnd> => {
      if (!open) throw lost();
      const here = cut !== undefined && sent.length === cut.at;
      sent.push(script);
      if (!here) return world.run(script, limits);
      open = false;
      dead = cut.forGood;
      if (cut.when === 'after') await world.run(script, limits);
      if (cut.when === 'during') await world.run(`( sleep 0.2; kill -9 0 ) & ${script}\nsleep 5`, limits);
      throw lost();
    };
    const close = () => {
      open = false;
    };
    return {
      target,
      hostKey,
      remarks: [],
      run,
      close,
      get isOpen() {
        return open;
      },
    };
  };
  return { sessions: { connect }, sent, connections: () => connections };
}

/** What `applyPlan` and the reverts need, for a world. */
export const optionsFor = (line: Line): Omit<ApplyOptions, 'plan'> => ({
  sessions: line.sessions,
  target,
  connect: { hostKey, limited: true },
  take,
  remedies,
  pauseMs: 50,
});

export async function planFor(world: World, rollbackS = 30, remedy = 'exempt'): Promise<Plan> {
  const session = await lineTo(world).sessions.connect(target, { hostKey, limited: true });
  return planFrom(
    await take(session),
    {
      routerId: 'world',
      requestedBy: 'terminal:test',
      chat: { platform: 'terminal', chat: 'test' },
      rollbackS,
    },
    remedy,
  );
}

/** Takes everything back, with what is known of the plans that stand. */
export const revert = (options: Omit<ApplyOptions, 'plan'>, ...plans: Plan[]): Promise<Reverted> =>
  revertAll({ ...options, plans });

/** The text of a step that a plan must have. */
export function stepOf(plan: Plan, id: StepId): string {
  const script = scriptOf(plan, id);
  if (script === undefined) throw new Error(`no step ${id}`);
  return script;
}

/** The steps that change the router before the confirmation, in order. */
export const changingSteps = (plan: Plan): string[] =>
  (['schedule-rollback', 'live', 'persist'] as const).flatMap((id) => scriptOf(plan, id) ?? []);

/** Everything a change may leave a trace in: rules, files, UCI, state. */
export const dump = (world: World): Promise<string> =>
  world.out(`
if command -v nft >/dev/null; then nft -s list ruleset; fi
for t in iptables-save ip6tables-save; do
  if command -v $t >/dev/null; then $t | sed -e '/^#/d' -e 's/\\[[0-9]*:[0-9]*\\]//'; fi
done
if command -v uci >/dev/null; then uci export firewall; fi
for f in /etc/nftables.d/* /etc/config/* /etc/pushmedic* /etc/sysctl.conf*; do [ ! -f "$f" ] || { ls -l "$f" | cut -c1-10; echo "== $f"; cat "$f"; }; done
ls -A /tmp /etc/nftables.d 2>/dev/null
cat /proc/sys/net/ipv4/ip_forward
grep . /proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established /proc/sys/net/netfilter/nf_conntrack_max`);

/** Waits until nothing of an armed or firing undo is left. */
export async function settled(world: World, seconds = 20): Promise<void> {
  await world.out(
    `n=0; while [ -e /tmp/pushmedic ] && [ $n -lt ${seconds * 10} ]; do sleep 0.1; n=$((n+1)); done; [ ! -e /tmp/pushmedic ] || { ls -R /tmp/pushmedic; exit 1; }`,
  );
}
