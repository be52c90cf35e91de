import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { identity } from '../demo/client.ts';
import { keyFile, newHome, pushmedic } from '../support/cli.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

/** As good as a real router: it is not the one that the terminal chat brings along, and its clock runs as ours does. */
let real: DemoRouter;
let home: string;
beforeAll(async () => {
  home = newHome();
  real = await startDemoRouter({ identityKeys: [identity.public], factor: 1, seed: 7 });
});
afterAll(async () => {
  await real.close();
  rmSync(home, { recursive: true, force: true });
});

test('a real router that is added in the terminal chat: our key, its real undo timer, real time', async () => {
  const typed = [
    '/router key',
    `/router add cellar root@127.0.0.1:${real.target.port}`,
    '1',
    '/fix cellar',
    '/fix demo',
    '/watch on cellar',
    '/status',
  ];
  const { stdout } = await pushmedic(['demo'], {
    home,
    stdin: `${typed.join('\n')}\n`,
    env: { PUSHMEDIC_KEY_FILE: keyFile(home, 'key', identity.private), PUSHMEDIC_TIMEZONE: 'UTC' },
  });
  const said = stdout.replace(/\s+/g, ' ');
  expect(stdout.replace(/\s+/g, '')).toContain(identity.public.split(' ')[1]);
  expect(said).toContain(real.hostKey.sha256);
  expect(said).toContain('confirms within 90 s');
  expect(said).toContain('confirms within 600 s');
  expect(said).toContain('Watching cellar');
  const told = [...said.matchAll(/\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b/g)].map(([at]) => Date.parse(`${at}Z`));
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((at) => at > Date.now())).toEqual([]);
});
