import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { authorizeScript, readAuthorized, unauthorizeScript } from '../../src/ssh/authorize.ts';
import { keyPair, onPath } from './dropbear.ts';

const key = keyPair().identity.publicLine;
const busybox = onPath('busybox') ?? 'busybox';
const other = keyPair().identity.publicLine;
let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pm-authorize-'));
  file = join(home, '.ssh/authorized_keys');
  return () => rmSync(home, { recursive: true, force: true });
});

/** Under busybox's shell with busybox's programs, as on a router. */
function run(script: string) {
  const bin = join(home, 'bin');
  if (!existsSync(bin)) {
    mkdirSync(bin);
    execFileSync(busybox, ['--install', '-s', bin]);
  }
  return execFileSync(busybox, ['ash', '-c', script], {
    env: { PATH: bin, HOME: home },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
const authorize = () => readAuthorized(run(authorizeScript(key, 'anna')));
const lines = () => readFileSync(file, 'utf8').split('\n');
const put = (text: string, mode = 0o600) => {
  mkdirSync(join(home, '.ssh'), { recursive: true, mode: 0o700 });
  writeFileSync(file, text);
  chmodSync(file, mode);
};
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('a key put where a router looks for it', () => {
  test('makes what is not there, for its user alone', () => {
    expect(authorize()).toEqual({ file, isNew: true });
    expect([modeOf(join(home, '.ssh')), modeOf(file), lines()]).toEqual([0o700, 0o600, [key, '']]);
  });

  test('keeps the lines and the mode of a file, also one whose last line has no end', () => {
    put(`# mine\n${other}`, 0o644);
    expect(authorize()).toEqual({ file, isNew: true });
    expect([modeOf(file), lines()]).toEqual([0o644, ['# mine', other, key, '']]);
    expect(readdirSync(join(home, '.ssh'))).toEqual(['authorized_keys']);
  });

  test.each([
    ['as it was put', key],
    ['under another name', key.replace(/ pushmedic$/, ' somebody')],
    ['with options in front of it', `command="/usr/bin/look",no-pty ${key}`],
  ])('is not put twice: %s', (_what, line) => {
    put(`${line}\n`);
    expect(authorize()).toEqual({ file, isNew: false });
    expect(lines()).toEqual([line, '']);
  });

  test('one in a comment does not count', () => {
    put(`  # ${key}\n`);
    expect(authorize()?.isNew).toBe(true);
  });

  test('follows a link instead of replacing it', () => {
    const real = join(home, 'real');
    mkdirSync(join(home, '.ssh'));
    writeFileSync(real, `${other}\n`);
    symlinkSync(real, file);
    expect(authorize()).toEqual({ file: real, isNew: true });
    expect(readFileSync(real, 'utf8')).toBe(`${other}\n${key}\n`);
  });

  test('leaves everything as it was where it cannot write', () => {
    writeFileSync(join(home, '.ssh'), 'a file\n');
    expect(() => authorize()).toThrow();
    expect(readFileSync(join(home, '.ssh'), 'utf8')).toBe('a file\n');
  });

  test('and taken out again: the file is as it was', () => {
    put(`${other}\n`, 0o640);
    authorize();
    run(unauthorizeScript(key, 'anna'));
    expect([lines(), modeOf(file), readdirSync(join(home, '.ssh'))]).toEqual([
      [other, ''],
      0o640,
      ['authorized_keys'],
    ]);
  });
});

test('nothing is made of an answer that is none', () => {
  for (const said of ['', 'added\n', 'added nowhere\n', 'Welcome\n']) expect(readAuthorized(said)).toBeNull();
  expect(readAuthorized('Welcome\nadded /etc/dropbear/authorized_keys\n')).toEqual({
    file: '/etc/dropbear/authorized_keys',
    isNew: true,
  });
});
