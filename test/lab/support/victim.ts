import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundle } from '../../../src/app/setup/bundle.mjs';
import type { Plan } from '../../../src/changes/plan.ts';
import type { HostKey, Target } from '../../../src/model/router.ts';

export interface Job {
  target: Target;
  hostKey: HostKey;
  plan: Plan;
  privateKey: string;
}

/** The applying process, bundled once so that plain Node runs it. */
export async function bundleChild(): Promise<{ file: string; remove(): void }> {
  // Below the project, so that packages are found.
  const dir = mkdtempSync(resolve('node_modules', '.lab-'));
  const file = await bundle(join(import.meta.dirname, 'apply-child.ts'), join(dir, 'apply.mjs'));
  return { file, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Between bot and router, so that the line can go dead without either side being told. */
export interface Line {
  port: number;
  /** From here on nothing passes and nothing new gets through; what is open stays open. */
  mute(): void;
  close(): void;
}

async function lay(to: Target): Promise<Line> {
  const sockets = new Set<Socket>();
  let muted = false;
  const server: Server = createServer((near) => {
    if (muted) return void sockets.add(near);
    const far = connect({ host: to.host, port: to.port, noDelay: true });
    near.setNoDelay(true);
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => {
        if (!muted) onto.write(data);
      });
      from.on('error', () => {});
      from.on('close', () => {
        if (!muted) onto.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port for the line');
  return {
    port: address.port,
    mute() {
      muted = true;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export interface Blow {
  /** Struck when the bot says it begins this. */
  stage: string;
  /** Milliseconds after it said so. */
  afterMs: number;
  /** `kill`: the bot dies, its connection with it. `dead line`: the network swallows everything; then the bot dies too. */
  how: 'kill' | 'dead line';
}

/** Applies in a process of its own and strikes. Gives all the process said, whose last word is the stage it died in. */
export async function strike(child: string, job: Job, blow: Blow): Promise<{ said: string[]; line: Line }> {
  const line = await lay(job.target);
  const target = { ...job.target, host: '127.0.0.1', port: line.port };
  const bot: ChildProcess = spawn(process.execPath, [child], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((done) => bot.once('exit', () => done()));
  bot.stdin?.end(JSON.stringify({ ...job, target }));
  const said: string[] = [];
  if (!bot.stdout) throw new Error('the bot has no voice');
  for await (const word of createInterface({ input: bot.stdout })) {
    said.push(word);
    if (word !== blow.stage) continue;
    await sleep(blow.afterMs);
    if (blow.how === 'dead line') {
      line.mute();
      await sleep(1000);
    }
    bot.kill('SIGKILL');
    break;
  }
  await exited;
  return { said, line };
}
