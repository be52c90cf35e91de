import type { ClientChannel } from 'ssh2';
import { Failed, type Failure } from '../model/failure.ts';
import { commandLine } from './command-line.ts';
import { detailOf } from './detail.ts';
import type { Connection } from './handshake.ts';
import { collect } from './output.ts';
import type { ExecEnd, RunLimits } from './session.types.ts';

/** The connection broke before the router took the script: it did not run, another connection may try. */
export class NotStarted extends Failed {}

export interface RunDefaults {
  timeoutMs: number;
  maxBytes: number;
  /** Milliseconds without a single byte after the request until the connection counts as broken. */
  answerMs: number;
  /** Milliseconds a script that was cut off has to end before its connection is given up. */
  graceMs: number;
}

export const runDefaults: RunDefaults = {
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  answerMs: 15_000,
  graceMs: 2_000,
};

/** Node's timers fire at once when asked for more; a longer time, or Infinity, is no limit. */
const longestTimer = 2 ** 31 - 1;

/** Why an exec was not taken. ssh2 says `Unable to exec` when the router refuses it. */
const refusalOf = (error: Error): Failure =>
  error.message === 'Unable to exec'
    ? { cause: 'not-a-router', seen: error.message }
    : { cause: 'connection-lost', detail: detailOf(error) };

export interface Run {
  ran: Promise<ExecEnd>;
  /** Resolves when the router has closed the channel: the script's process is gone. */
  ended: Promise<void>;
}

/**
 * Ends a script that is no longer wanted: politely, then with its connection. What runs on without ever writing
 * anything outlives both where signals are not taken (OpenSSH logged in to as root), so no script may loop for ever
 * in silence.
 */
function abandon(channel: ClientChannel, connection: Connection, graceMs: number): void {
  const giveUp = setTimeout(() => connection.socket.destroy(), graceMs);
  channel.once('close', () => clearTimeout(giveUp));
  try {
    channel.signal('TERM');
    channel.close();
  } catch {
    connection.socket.destroy();
  }
}

/**
 * Runs one script in one exec.
 * @param lost says why the connection is gone, or null.
 * @throws Failed `timeout` (stage `command`), `output-too-large`, `connection-lost`, `not-a-router`; the abort
 * signal's reason.
 */
export function run(
  connection: Connection,
  lost: () => string | null,
  script: string,
  limits: RunLimits,
  defaults: RunDefaults,
): Run {
  const { timeoutMs = defaults.timeoutMs, maxBytes = defaults.maxBytes, signal, onStdout } = limits;
  const { client, socket, received } = connection;
  // Kept no longer than until it is sent: a watch runs for days, and a worker has a thousand of them.
  let { command, input } = commandLine(script);
  const output = collect(onStdout, limits.keepStdout ?? true);
  const startedAt = performance.now();
  const heardAt = received();
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const ran = new Promise<ExecEnd>((done, reject) => {
    let channel: ClientChannel | null = null;
    let over = false;
    const timers: NodeJS.Timeout[] = [];
    const finish = (settle: () => void): void => {
      if (over) return;
      over = true;
      timers.forEach(clearTimeout);
      signal?.removeEventListener('abort', aborted);
      settle();
    };
    const cut = (reason: unknown): void =>
      finish(() => {
        reject(reason);
        if (channel) abandon(channel, connection, defaults.graceMs);
      });
    const cutFor = (failure: Failure): void => cut(new Failed(failure));
    const aborted = (): void => cut(signal?.reason);
    const broken = (detail: string, because?: Error): void => {
      const Kind = received() === heardAt ? NotStarted : Failed;
      finish(() => reject(new Kind({ cause: 'connection-lost', detail }, { cause: because })));
    };
    const take = (into: (chunk: Buffer) => void) => (chunk: Buffer) => {
      if (over) return;
      try {
        into(chunk);
      } catch (error) {
        return cut(error);
      }
      if (output.weight > maxBytes) cutFor({ cause: 'output-too-large', limitBytes: maxBytes });
    };
    const opened = (opening: ClientChannel): void => {
      channel = opening;
      let status: { code: number | null; signal: string | null } = { code: null, signal: null };
      channel.on('data', take(output.stdout));
      channel.stderr.on('data', take(output.stderr));
      channel.on('exit', (code: number | null, name?: string) => {
        status = { code, signal: name ?? null };
      });
      channel.on('error', (error: Error) => broken(detailOf(error), error));
      channel.on('close', () => {
        end();
        const why = lost();
        if (why !== null) return broken(why);
        finish(() => {
          const ms = performance.now() - startedAt;
          try {
            done({ ...status, ...output.end(), bytes: output.bytes, ms });
          } catch (error) {
            reject(error);
          }
        });
      });
      if (over) abandon(channel, connection, defaults.graceMs);
      else if (input !== '') channel.write(input);
      command = input = '';
    };

    signal?.addEventListener('abort', aborted, { once: true });
    const late = (): void => {
      cutFor({ cause: 'timeout', stage: 'command', seconds: timeoutMs / 1000 });
      if (!channel) socket.destroy();
    };
    if (timeoutMs <= longestTimer) timers.push(setTimeout(late, timeoutMs));
    const silent = (): void => {
      if (received() !== heardAt) return;
      broken('no-answer');
      socket.destroy();
    };
    timers.push(setTimeout(silent, defaults.answerMs));
    try {
      client.exec(command, (error, opening) => {
        if (!error) return opened(opening);
        end();
        const why = lost();
        if (why !== null) broken(why, error);
        else finish(() => reject(new Failed(refusalOf(error), { cause: error })));
      });
    } catch (error) {
      end();
      broken(lost() ?? 'closed', error instanceof Error ? error : undefined);
    }
  });
  return { ran, ended };
}
