import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import { rollBackScript, sweepScript } from '../../src/changes/steps.ts';
import { scheduledOn, tracesOf } from '../../src/changes/traces.ts';
import { languages } from '../../src/model/language.ts';
import { take } from '../../src/probes/engine/take.ts';
import { remedies } from '../../src/remedies/index.ts';
import { isWord } from '../../src/words/words.ts';
import {
  changingSteps,
  dump,
  hostKey,
  lineTo,
  optionsFor,
  planFor,
  revert,
  settled,
  stepOf,
  target,
} from '../changes/router.ts';
import { killedAt, makeWorld, type World } from '../changes/world.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { cureOfPlan } from '../support/plans.ts';

const here = namespacesOrSay('the contract of every remedy');

const names = remedies.map(({ id }) => id);
const sweep = sweepScript(remedies.flatMap(({ halfWritten }) => halfWritten));

/** What a router needs for a remedy to fit it. */
const sick: Record<string, string> = {
  exempt: ':',
  'conntrack-timeout': 'echo 600 >/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established',
  // Of the whole machine, and so read-only in a namespace: a file stands in its place.
  'table-size': ['count 6900', 'max 7000']
    .map((one) => {
      const [name, value] = one.split(' ');
      return `echo ${value} >/run/${name}; mount -o bind /run/${name} /proc/sys/net/netfilter/nf_conntrack_${name}`;
    })
    .join('\n'),
};

/** The same as an older version of us would have signed it. */
const older: Record<string, (text: string) => string> = {
  exempt: (text) => text.replaceAll('pushmedic:exempt:v2', 'pushmedic:apns:v1'),
  'conntrack-timeout': (text) => text.replaceAll('conntrack-timeout:v1', 'conntrack-timeout:v0'),
  'table-size': (text) => text.replaceAll('table-size:v1', 'table-size:v0'),
};

const look = async (world: World) =>
  take(await lineTo(world).sessions.connect(target, { hostKey, limited: true }));

let world: World;
afterEach(() => world?.close());
async function sickRouter(remedy: string): Promise<string> {
  world = await makeWorld('fw4');
  await world.out(`printf '# mine\\nnet.core.somaxconn=8' >/etc/sysctl.conf\n${sick[remedy]}`);
  return dump(world);
}

describe.runIf(here).each(names)('%s', (id) => {
  it('applied and reverted, the router is byte for byte what it was', async () => {
    const before = await sickRouter(id);
    const plan = await planFor(world, 60, id);
    const options = optionsFor(lineTo(world));
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied', already: false });
    const cure = cureOfPlan(plan);
    expect(cure.state(await look(world))?.stands).toBe(cure.promisesToLast ? 'persistent' : 'live');
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied', already: true });
    expect(await dump(world)).not.toBe(before);
    expect(await revert(options, plan)).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
    expect(await revert(options, plan)).toEqual({ kind: 'nothing' });
  });

  it('without its plan, it is found by its signature and taken back', async () => {
    const before = await sickRouter(id);
    const plan = await planFor(world, 60, id);
    const options = optionsFor(lineTo(world));
    await applyPlan({ ...options, plan });
    expect(tracesOf(remedies, await look(world)).length).toBeGreaterThan(0);
    expect(await revert(options)).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });

  it('what the version before left is taken back', async () => {
    const before = await sickRouter(id);
    const plan = await planFor(world, 60, id);
    const asOlder = older[id] ?? expect.fail('an older signature of each remedy');
    for (const script of changingSteps(plan)) await world.out(asOlder(script));
    await world.out(asOlder(stepOf(plan, 'confirm')));
    expect(await revert(optionsFor(lineTo(world)))).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });

  it('killed at any command, it is rolled back to what was', { timeout: 400_000 }, async () => {
    const before = await sickRouter(id);
    for (const step of ['live', 'persist'] as const) {
      for (let nth = 1, killed = true; killed; nth++) {
        const plan = await planFor(world, 60, id);
        for (const script of changingSteps(plan)) {
          if (script !== stepOf(plan, step)) {
            await world.out(script);
            continue;
          }
          const ran = await world.run(script, { env: killedAt(world, nth) });
          killed = ran.signal === 'SIGKILL';
          break;
        }
        await world.out(rollBackScript(plan.id));
        await settled(world);
        await world.out(sweep);
        expect(await dump(world), `${step} killed at command ${nth}`).toBe(before);
      }
    }
    expect(scheduledOn(await look(world))).toEqual([]);
  });

  it.each(languages)('has its words (%s)', () => {
    for (const part of ['title', 'offer', 'what', 'shown', 'applied'])
      expect(isWord(`remedy.${id}.${part}`), part).toBe(true);
  });
});
