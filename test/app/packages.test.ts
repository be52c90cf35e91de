import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onPath } from '../ssh/dropbear.ts';
import { newHome, runProgram } from '../support/cli.ts';

let home: string;
let bin: string;
/** A machine on which Redis is missing, with stand-ins for the programs that would change a real one. */
beforeAll(() => {
  home = newHome();
  bin = join(home, 'bin');
  mkdirSync(bin);
  for (const name of ['env', 'sh', 'touch', 'chmod', 'true'])
    symlinkSync(realpathSync(onPath(name) ?? ''), join(bin, name));
  const put = (name: string, text: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  put(
    'apt-get',
    `echo "$RUNLEVEL $SYSTEMD_OFFLINE $*" >> ${home}/said\ntouch ${bin}/redis-server\nchmod 755 ${bin}/redis-server`,
  );
  put('systemctl', `echo "systemctl $*" >> ${home}/said`);
  put('sudo', 'while [ "$1" = -n ]; do shift; done\nexec env -i PATH="$PATH" "$@"');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the service that comes with redis-server is started neither at once nor with the machine', async () => {
  const packages = resolve('src/app/setup/packages.mjs');
  const script = `import { ensurePrograms } from '${packages}';
    console.log(JSON.stringify(ensurePrograms({ 'redis-server': 'redis-server' }, 'a test')))`;
  const called = await runProgram(process.execPath, ['--input-type=module', '-e', script], {
    home,
    env: { PATH: bin },
  });
  expect([called.code, called.stdout]).toEqual([0, '[]\n']);
  expect(readFileSync(join(home, 'said'), 'utf8').split('\n')).toEqual([
    expect.stringMatching(/^1 1 install -y .* redis-server$/),
    'systemctl --quiet disable redis-server',
    '',
  ]);
});
