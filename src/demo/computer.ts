import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerChannel } from 'ssh2';
import { answerCalls } from './calls.ts';
import type { KernelKind } from './entry.ts';
import { logLine, type Machine, makeMachine } from './machine.ts';
import { emptyRuleset } from './nft/ruleset.ts';
import { intoRoot } from './paths.ts';
import { refreshProc } from './proc.ts';
import { linkPrograms } from './programs.ts';
import { clearMemory, makeRoot } from './root.ts';
import { makeShell, type RunningScript } from './shell.ts';
import { fw4 } from './tools/fw4.ts';
import { tools } from './tools/index.ts';
import { type Answer, type Call, refused } from './tools/tool.ts';
import { rebooted } from './world.ts';

/** Where programs are on the machines the demo runs on. */
const defaultPath =
  '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin:/opt/homebrew/bin';

/** A machine with a root directory and a shell. */
export interface Computer {
  machine: Machine;
  run(script: string, channel: ServerChannel): RunningScript;
  /** Power off and on: background jobs, /tmp and the live rules are gone; fw4 starts cold. */
  reboot(): void;
  /** Writes /proc anew. */
  refresh(): void;
  close(): void;
}

/** A new directory whose path needs no quoting in any script. */
function newRoot(parent: string): string {
  const root = realpathSync(mkdtempSync(join(parent, 'pushmedic-demo-')));
  if (/^[\w./-]+$/.test(root)) return root;
  rmSync(root, { recursive: true, force: true });
  if (parent !== tmpdir()) return newRoot(tmpdir());
  throw new Error(`The demo router needs a directory whose path has only letters, digits and ./-_: ${root}`);
}

/** Programs see the router's paths; what they print goes to scripts, whose paths are under the root. */
async function answer(machine: Machine, { name, args, cwd, stdin }: Call): Promise<Answer> {
  const tool = tools[name];
  if (!tool) return refused(`${name}: not on the demo router\n`, 127);
  const bare = (text: string) => text.replaceAll(machine.root, '');
  const call = { name, args: args.map(bare), cwd: bare(cwd) || '/', stdin: bare(stdin) };
  try {
    const { code, stdout, stderr } = await tool(call, machine);
    return { code, stdout: intoRoot(stdout, machine.root), stderr };
  } catch (error) {
    return refused(`${name}: ${error instanceof Error ? error.message : String(error)}\n`, 98);
  }
}

function boot(machine: Machine): void {
  fw4({ name: 'fw4', args: ['-q', 'start'], cwd: '/', stdin: '' }, machine);
  logLine(machine, 'user.notice firewall', 'Reloading firewall due to ifup of wan (wan)');
}

export async function makeComputer(options: {
  kernel: KernelKind;
  factor: number;
  seed: number;
  now: () => number;
  dir?: string;
  path?: string;
}): Promise<Computer> {
  const root = newRoot(options.dir ?? tmpdir());
  makeRoot(root, options.kernel);
  linkPrograms(join(root, '.demo/bin'), options.path ?? defaultPath);
  await promisify(execFile)(join(root, '.demo/bin/mkfifo'), [join(root, '.demo/bell')]);
  const machine = makeMachine(root, options);
  const sleeping = new Map<string, number>();
  /** The clock runs fast unless some script does something else than sleep. */
  const pace = () => machine.clock.setBusy(shell.running().some((exec) => !sleeping.has(exec)));
  const shell = makeShell(root, pace);
  const everyMs = Math.max(20, Math.min(200, 1000 / options.factor));
  let freshAt = 0;
  let fresh: unknown[] = [];
  const refresh = () => {
    refreshProc(machine);
    freshAt = performance.now();
    fresh = [machine.world, machine.ruleset];
  };
  const calls = answerCalls(join(root, '.demo'), async (call) => {
    const asleep = (change: number) => {
      if (call.name !== 'sleep') return;
      const count = (sleeping.get(call.exec) ?? 0) + change;
      if (count > 0) sleeping.set(call.exec, count);
      else sleeping.delete(call.exec);
      pace();
    };
    asleep(1);
    const said = await answer(machine, call);
    asleep(-1);
    const stale = performance.now() - freshAt > everyMs || fresh[1] !== machine.ruleset;
    if (stale || fresh[0] !== machine.world) refresh();
    return said;
  });
  // The household's last ten minutes pass under the rules that have stood all the time.
  const home = machine.world;
  boot(machine);
  machine.world = home;
  refresh();

  let ticking: NodeJS.Timeout | null = null;
  const tick = () => {
    if (shell.running().length > 0) return refresh();
    if (ticking) clearInterval(ticking);
    ticking = null;
  };

  return {
    machine,
    refresh,
    run(script, channel) {
      refresh();
      ticking ??= setInterval(tick, everyMs).unref();
      return shell.run(script, channel);
    },
    reboot() {
      shell.killAll();
      clearMemory(root);
      machine.ruleset = emptyRuleset();
      machine.staged.clear();
      machine.log.length = 0;
      machine.world = rebooted(machine.world);
      boot(machine);
      refresh();
    },
    close() {
      if (ticking) clearInterval(ticking);
      shell.killAll();
      calls.close();
      machine.clock.stop();
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
