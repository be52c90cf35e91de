import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { Client } from 'ssh2';
import type { Lab } from '../../../docker/lab/lab.ts';
import { commandLine } from '../../../src/ssh/command-line.ts';
import { makeKeyPair } from '../../../src/ssh/key-pair.ts';

export interface Identity {
  /** OpenSSH text. */
  private: string;
  publicLine: string;
}

/** A throw-away key; the lab router is told the public half at boot. */
export function makeIdentity(): Identity {
  const pair = makeKeyPair();
  return { private: pair.private, publicLine: pair.public };
}

export interface Answer {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A way to the router's shell that shares nothing with the product, for what a test does behind the product's back. */
export interface Shell {
  /** Rejects when the command fails, unless `any`. */
  run(script: string, options?: { any?: boolean }): Promise<Answer>;
  text(script: string): Promise<string>;
  close(): void;
}

export async function openShell(lab: Pick<Lab, 'target' | 'hostKey'>, identity: Identity): Promise<Shell> {
  const client = new Client();
  const sock = connect({ host: lab.target.host, port: lab.target.port, noDelay: true });
  await new Promise<void>((done, fail) => {
    client.once('ready', done).once('error', fail);
    client.connect({
      sock,
      username: lab.target.user,
      privateKey: identity.private,
      hostVerifier: (key: Buffer) =>
        `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}` ===
        lab.hostKey.sha256,
    });
  });
  client.on('error', () => {});
  const run = (script: string, { any = false } = {}) =>
    new Promise<Answer>((done, fail) => {
      // Dropbear takes no long command.
      const { command, input } = script.length > 8000 ? commandLine(script) : { command: script, input: '' };
      client.exec(command, (error, channel) => {
        if (error) return fail(error);
        channel.write(input);
        const answer: Answer = { code: null, stdout: '', stderr: '' };
        channel.on('data', (data: Buffer) => {
          answer.stdout += data;
        });
        channel.stderr.on('data', (data: Buffer) => {
          answer.stderr += data;
        });
        channel.once('exit', (code: number | null) => {
          answer.code = code;
        });
        channel.once('close', () => {
          if (answer.code === 0 || any) done(answer);
          else fail(new Error(`exit ${answer.code} of: ${script}\n${answer.stdout}${answer.stderr}`));
        });
      });
    });
  return { run, text: async (script) => (await run(script)).stdout, close: () => client.end() };
}
