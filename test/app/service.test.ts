import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { findService } from '../../src/app/service.ts';
import { ensureIdentity } from '../../src/ssh/identity.ts';
import { newHome, pushmedic } from '../support/cli.ts';

vi.setConfig({ testTimeout: 60_000 });

let home: string;
let units: string;
let data: string;
beforeEach(() => {
  home = newHome();
  units = join(home, 'units');
  data = join(home, 'state');
  mkdirSync(units);
  return () => rmSync(home, { recursive: true, force: true });
});
const put = (name: string, text: string, mode = 0o644) => {
  const path = join(home, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
};
const unit = (...lines: string[]) => put('units/pushmedic.service', `[Service]\n${lines.join('\n')}\n`);
const call = (args: string[], env: Record<string, string> = {}) =>
  pushmedic(args, { home, env: { SYSTEMD_UNIT_PATH: units, ...env } });

describe('the settings of a service', () => {
  test('are those of its unit, of drop-ins, and of the files they name', () => {
    put('settings', 'TELEGRAM_TOKEN=one\nPUSHMEDIC_ALLOW="10.0.0.0/8 192.168.0.0/16"\n');
    unit(
      '# Environment=LOG_LEVEL=fatal',
      'Environment=LOG_LEVEL=warn PUSHMEDIC_DATA_DIR=/var/lib/other',
      'Environment="PUSHMEDIC_OWNERS=telegram:1 telegram:2" \\',
      '  PUSHMEDIC_HTTP_PORT=8080',
      'EnvironmentFile=-/nowhere',
      `EnvironmentFile=${home}/settings`,
      '[Install]',
      'Environment=LOG_LEVEL=trace',
    );
    put('units/pushmedic.service.d/here.conf', `[Service]\nEnvironment=PUSHMEDIC_DATA_DIR=${data}\n`);
    expect(findService(units)).toEqual({
      unit: join(units, 'pushmedic.service'),
      env: {
        LOG_LEVEL: 'warn',
        PUSHMEDIC_OWNERS: 'telegram:1 telegram:2',
        PUSHMEDIC_HTTP_PORT: '8080',
        TELEGRAM_TOKEN: 'one',
        PUSHMEDIC_ALLOW: '10.0.0.0/8 192.168.0.0/16',
        PUSHMEDIC_DATA_DIR: data,
      },
      unreadable: [],
    });
  });

  test('without a data directory, it is where the service runs; without a unit there is none', () => {
    unit('WorkingDirectory=/opt/bot');
    expect(findService(units)?.env.PUSHMEDIC_DATA_DIR).toBe('/opt/bot/data');
    expect(findService(home)).toBeNull();
  });

  test('the unit that comes with the product is read as it stands', () => {
    expect(findService('docker')?.env).toMatchObject({ PUSHMEDIC_DATA_DIR: '/var/lib/pushmedic' });
  });
});

describe('beside a service', () => {
  beforeEach(() => unit(`Environment=PUSHMEDIC_DATA_DIR=${data}`));

  test('key gives its key, and says whose it is', async () => {
    const { publicLine } = await ensureIdentity(join(data, 'id_ed25519'));
    const called = await call(['key']);
    expect([called.code, called.stdout]).toEqual([0, `${publicLine}\n`]);
    expect(called.stderr).toContain(join(units, 'pushmedic.service'));
    expect(existsSync(join(home, 'data'))).toBe(false);
  });

  test.each(['key', 'doctor', 'setup', 'claim'])('%s makes no key and starts no Redis', async (command) => {
    const called = await call([command]);
    expect(called.code).not.toBe(0);
    expect([existsSync(data), existsSync(join(home, 'data'))]).toEqual([false, false]);
  });

  test('doctor says that it does not run', async () => {
    await ensureIdentity(join(data, 'id_ed25519'));
    const called = await call(['doctor']);
    expect([called.code, called.stdout]).toEqual([1, expect.stringContaining('systemctl start pushmedic')]);
    expect(existsSync(join(data, 'redis'))).toBe(false);
  });

  test('another data directory that is set counts, and the other is named', async () => {
    const called = await call(['key'], { PUSHMEDIC_DATA_DIR: join(home, 'mine') });
    expect([called.code, existsSync(join(home, 'mine/id_ed25519'))]).toEqual([0, true]);
    expect(called.stderr).toContain(data);
  });
});
