import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';

/** What a bot lives among: a Redis of its own on TCP, a router that knows its key, and the settings to reach both. */
export interface Town {
  router: DemoRouter;
  /** `root@127.0.0.1:PORT`. */
  address: string;
  env: Record<string, string>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function redis(port: number, dir: string): ChildProcess {
  return spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'yes'],
    {
      stdio: 'ignore',
    },
  );
}

export async function town(): Promise<Town> {
  const dir = await mkdtemp(join(tmpdir(), 'pm-e2e-'));
  const port = await freePort();
  const server = redis(port, dir);
  const keyFile = join(dir, 'key');
  const pair = makeKeyPair('pushmedic');
  await writeFile(keyFile, pair.private, { mode: 0o600 });
  const router = await startDemoRouter({
    identityKeys: [readIdentity(pair.private, keyFile).publicLine],
    factor: 20,
  });
  return {
    router,
    address: `root@127.0.0.1:${router.target.port}`,
    env: {
      REDIS_URL: `redis://127.0.0.1:${port}`,
      PUSHMEDIC_DATA_DIR: dir,
      PUSHMEDIC_KEY_FILE: keyFile,
      PUSHMEDIC_ALLOW: '127.0.0.1/32',
      PUSHMEDIC_SECRET: 'correct horse battery staple',
    },
    close: async () => {
      await router.close();
      server.kill('SIGTERM');
      await rm(dir, { recursive: true, force: true });
    },
  };
}
