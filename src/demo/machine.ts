import { randomUUID } from 'node:crypto';
import { type Clock, makeClock } from './clock.ts';
import type { KernelKind } from './entry.ts';
import { type Device, household } from './household.ts';
import { emptyRuleset, type Ruleset } from './nft/ruleset.ts';
import { forward } from './nft/walk.ts';
import { makeRandom } from './random.ts';
import { type Release, releases } from './release.ts';
import { advance, rebooted, tearDown, type World } from './world.ts';

/** The demo router: what its kernel and its daemons hold in memory. Files are under `root`. */
export interface Machine {
  /** Host path of the directory that is the router's `/`; without a trailing slash. */
  root: string;
  /** New with each boot, as the kernel's. */
  bootId: string;
  release: Release;
  clock: Clock;
  ruleset: Ruleset;
  world: World;
  devices: Device[];
  /** System log, oldest first. */
  log: string[];
}

/** Seconds the router has been up when the demo begins. */
const upS = 86_400;

export interface MachineOptions {
  kernel: KernelKind;
  /** Router seconds per second while nothing computes on it. */
  factor: number;
  seed: number;
  /** Machine's clock, epoch ms. */
  now: () => number;
}

export function makeMachine(root: string, options: MachineOptions): Machine {
  const clock = makeClock(options.factor, options.now, upS);
  const home = household(options.kernel, upS, makeRandom(options.seed));
  const release = releases[options.kernel];
  return {
    root,
    bootId: randomUUID(),
    release,
    clock,
    ruleset: emptyRuleset(),
    ...home,
    log: [],
  };
}

/** Brings the world up to the clock, under the rules that stand. */
export function catchUp(machine: Machine): void {
  machine.world = advance(machine.world, machine.clock.nowS(), (packet) => forward(machine.ruleset, packet));
}

/** Changes the world now, under the rules that stand. */
export function happen(
  machine: Machine,
  event: (world: World, rules: Parameters<typeof advance>[2]) => World,
): void {
  catchUp(machine);
  machine.world = event(machine.world, (packet) => forward(machine.ruleset, packet));
}

const flowtables = (ruleset: Ruleset): string[] =>
  ruleset.tables.flatMap((table) => table.flowtables.map((each) => `${table.handle}/${each.handle}`));

/** Makes `next` the live rules. A flowtable that did not outlive the change takes its flows out of offload. */
export function commitRules(machine: Machine, next: Ruleset): void {
  catchUp(machine);
  const kept = new Set(flowtables(next));
  const lost = flowtables(machine.ruleset).some((each) => !kept.has(each));
  machine.ruleset = next;
  if (lost) machine.world = tearDown(machine.world);
}

/** A line in the system log, as logd writes it. `who`: e.g. `user.notice firewall`. */
export function logLine(machine: Machine, who: string, text: string): void {
  const date = new Date(machine.clock.epochS() * 1000).toUTCString();
  const [, weekday, day, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(date) ?? [];
  machine.log.push(`${weekday} ${month} ${day?.replace(/^0/, ' ')} ${time} ${year} ${who}: ${text}`);
  if (machine.log.length > 500) machine.log.shift();
}

/** The household's last ten minutes pass under the rules that `startFirewall` brings, as if they had always stood. */
export async function powerOn(machine: Machine, startFirewall: () => Promise<void>): Promise<void> {
  const home = machine.world;
  await startFirewall();
  machine.world = home;
  logLine(machine, 'user.notice firewall', 'Reloading firewall due to ifup of wan (wan)');
}

/** What a reboot does to everything in memory; then the firewall starts cold. */
export async function restart(machine: Machine, startFirewall: () => Promise<void>): Promise<void> {
  machine.bootId = randomUUID();
  machine.ruleset = emptyRuleset();
  machine.log.length = 0;
  machine.world = rebooted(machine.world);
  await startFirewall();
  logLine(machine, 'user.notice firewall', 'Reloading firewall due to ifup of wan (wan)');
}
