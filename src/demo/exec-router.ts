import type { ServerChannel } from 'ssh2';
import type { HostKey, Target } from '../model/router.ts';
import { type KeyPair, makeKeyPair } from '../ssh/key-pair.ts';
import { serveSsh } from './server.ts';
import type { Answer } from './tools/tool.ts';

/** A router that is nothing but SSH and a function: cheap enough to run a thousand of them in one process. */
export interface ExecRouter {
  target: Target;
  hostKey: HostKey;
  cutConnections(): void;
  close(): Promise<void>;
}

function answerWith(answer: Answer, channel: ServerChannel): void {
  if (!channel.writable) return;
  channel.write(answer.stdout);
  channel.stderr.write(answer.stderr);
  channel.exit(answer.code);
  channel.end();
}

/**
 * Starts one. `exec` answers each script; what it throws becomes status 98. `hostKey` may be shared between
 * routers, which saves making one each.
 */
export async function startExecRouter(options: {
  identityKeys: readonly string[];
  hostKey?: KeyPair;
  exec: (script: string) => Answer | Promise<Answer>;
}): Promise<ExecRouter> {
  const run = async (script: string): Promise<Answer> => {
    try {
      return await options.exec(script);
    } catch (error) {
      return { code: 98, stdout: '', stderr: `${String(error)}\n` };
    }
  };
  const server = await serveSsh({
    identityKeys: options.identityKeys,
    hostKey: options.hostKey ?? makeKeyPair(),
    onExec(script, channel) {
      void run(script).then((answer) => answerWith(answer, channel));
      return null;
    },
  });
  return {
    target: { host: '127.0.0.1', port: server.port, user: 'root' },
    hostKey: server.hostKey,
    cutConnections: server.cut,
    close: server.close,
  };
}
