import { expect, test } from 'vitest';
import { startExecRouter } from '../../src/demo/exec-router.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { connect, identity } from './client.ts';

test('many routers in one process, each answered by a function', async () => {
  const hostKey = makeKeyPair();
  const routers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      startExecRouter({
        identityKeys: [identity.public],
        hostKey,
        exec(script) {
          if (script === 'break') throw new Error('broken');
          return { code: n, stdout: `${script} on ${n}\n`, stderr: 'e' };
        },
      }),
    ),
  );
  const answers = await Promise.all(
    routers.map(async (router) => {
      const client = await connect(router);
      const [good, bad] = [await client.run('hello'), await client.run('break')];
      client.end();
      return [good.code, good.stdout, good.stderr, bad.code];
    }),
  );
  expect(answers).toEqual(routers.map((_, n) => [n, `hello on ${n}\n`, 'e', 98]));
  await Promise.all(routers.map((router) => router.close()));
  await expect(connect(routers[0] ?? expect.fail())).rejects.toThrow('ECONNREFUSED');
});
