import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** A role of the built program, as a supervisor would run it. */
export interface Running {
  child: ChildProcess;
  /** Everything it logged. */
  log(): string;
  /** Waits for a line of the log. */
  says(pattern: RegExp, ms?: number): Promise<RegExpExecArray>;
  /** SIGTERM, and its exit status. */
  stop(): Promise<number | null>;
}

/** Compiles the program, as `npm start` would. */
export function build(): void {
  const { status, stderr } = spawnSync(process.execPath, ['src/app/setup/build.mjs'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the program could not be built: ${stderr}`);
}

export function start(args: readonly string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js', ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/tmp', LANG: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece) => {
      text += piece;
    });
  }
  return {
    child,
    log: () => text,
    async says(pattern, ms = 30_000) {
      const end = Date.now() + ms;
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${text}`);
        if (Date.now() > end) throw new Error(`waited for ${pattern}:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}
