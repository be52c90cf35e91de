import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerChannel } from 'ssh2';
import { answerCalls } from './calls.ts';
import { type Machine, type MachineOptions, makeMachine, powerOn, restart } from './machine.ts';
import { makePace } from './pace.ts';
import { intoRoot } from './paths.ts';
import { refreshProc } from './proc.ts';
import { linkPrograms } from './programs.ts';
import { clearMemory, makeRoot } from './root.ts';
import { makeShell, type RunningScript, type ShellCommand, shellEnvironment } from './shell.ts';
import { tools } from './tools/index.ts';
import { type Answer, type Call, refused } from './tools/tool.ts';

/** Where programs are on the machines the demo runs on. */
const defaultPath =
  '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin:/opt/homebrew/bin';

const runFile = promisify(execFile);

/** Computers that are on. A process that ends without switching them off must leave no scripts and files behind. */
const on = new Set<() => void>();
process.on('exit', () => {
  for (const close of on) close();
});

export interface ComputerOptions extends MachineOptions {
  dir?: string;
  path?: string;
  sh?: ShellCommand;
}

/** A machine with a root directory and a shell. */
export interface Computer {
  machine: Machine;
  run(script: string, channel: ServerChannel): RunningScript;
  /** Power off and on: background jobs, /tmp and the live rules are gone; fw4 starts cold. */
  reboot(): Promise<void>;
  /** Runs a script of the router's own. */
  call(script: string): Promise<void>;
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

/** Some shells run programs of their own whatever the PATH says: scripts would see the machine, not the router. */
async function checkShell([command, ...args]: ShellCommand, { root, release }: Machine): Promise<void> {
  const { stdout } = await runFile(command, [...args, '-c', 'uname -r'], { env: shellEnvironment(root) });
  if (stdout.trim() !== release.kernel)
    throw new Error(`The demo router cannot run scripts under ${command}: it prefers its own programs`);
}

export async function makeComputer(options: ComputerOptions): Promise<Computer> {
  const { sh = ['/bin/sh'], factor } = options;
  const root = newRoot(options.dir ?? tmpdir());
  const machine = makeMachine(root, options);
  const shell = makeShell(root, sh, () => pace.changed());
  const pace = makePace(machine.clock, shell.running);
  const everyMs = Math.max(20, Math.min(200, 1000 / factor));
  const startFirewall = () => shell.call('fw4 -q start');
  let closed = false;
  let fresh = { atMs: 0, world: machine.world, ruleset: machine.ruleset };
  let ticking: NodeJS.Timeout | null = null;
  const closers: (() => void)[] = [];

  function refresh(): void {
    // A sleeper that is woken by the end must not write into a root that is gone.
    if (closed) return;
    refreshProc(machine);
    fresh = { atMs: performance.now(), world: machine.world, ruleset: machine.ruleset };
  }
  function refreshIfStale(): void {
    const changed = fresh.world !== machine.world || fresh.ruleset !== machine.ruleset;
    if (changed || performance.now() - fresh.atMs > everyMs) refresh();
  }
  function tick(): void {
    if (shell.running().length > 0) refresh();
    else if (ticking) {
      clearInterval(ticking);
      ticking = null;
    }
  }
  function close(): void {
    closed = true;
    on.delete(close);
    if (ticking) clearInterval(ticking);
    shell.killAll();
    for (const closer of closers) closer();
    machine.clock.stop();
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }

  on.add(close);
  try {
    makeRoot(root, options.kernel);
    linkPrograms(join(root, '.demo/bin'), options.path ?? defaultPath);
    await runFile(join(root, '.demo/bin/mkfifo'), [join(root, '.demo/bell')]);
    const calls = answerCalls(join(root, '.demo'), async (call) => {
      const said = await pace.during(call, () => answer(machine, call));
      refreshIfStale();
      return said;
    });
    closers.push(calls.close);
    await powerOn(machine, startFirewall);
    refresh();
    await checkShell(sh, machine);
  } catch (error) {
    close();
    throw error;
  }

  return {
    machine,
    refresh,
    run(script, channel) {
      refresh();
      ticking ??= setInterval(tick, everyMs).unref();
      return shell.run(script, channel);
    },
    call: shell.call,
    async reboot() {
      shell.killAll();
      clearMemory(root);
      await restart(machine, startFirewall);
      refresh();
    },
    close,
  };
}
