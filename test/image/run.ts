import { execFileSync, spawnSync } from 'node:child_process';

/** Runs a program to its end; its output is shown only when it fails, which throws. */
export function must(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} ended with ${status}\n${stdout.slice(-4_000)}${stderr.slice(-4_000)}`,
    );
  return stdout;
}

/** What a program prints; '' when it cannot be run. */
export function asked(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** Room a folder takes, MB. */
export const megabytes = (folder: string): number =>
  Math.round(Number(must('du', ['-sk', folder]).split(/\s/)[0]) / 1_000);
