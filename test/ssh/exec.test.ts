import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/ssh/session.types.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { keyPair } from './dropbear.ts';
import { type SshServerOptions, type SshStand, startSshServer } from './server.ts';

const host = keyPair();
const hostKey = { type: host.identity.type, sha256: host.identity.sha256 };
const sessions = makeSessions({
  identity: keyPair().identity,
  run: { answerMs: 300, graceMs: 200 },
  timeouts: { auth: 300 },
});
const stands: SshStand[] = [];

async function serve(options: Omit<SshServerOptions, 'hostKeys'>): Promise<SshStand> {
  const stand = await startSshServer({ ...options, hostKeys: [host.text] });
  stands.push(stand);
  return stand;
}
const open = async (onExec: NonNullable<SshServerOptions['onExec']>): Promise<Session> =>
  sessions.connect((await serve({ onExec })).target, { hostKey, limited: false });

afterEach(async () => {
  await Promise.all(stands.splice(0).map((stand) => stand.stop()));
});
afterAll(() => sessions.close());

describe('login', () => {
  it('is rejected', async () => {
    const { target } = await serve({ onAuth: (_accept, reject) => reject() });
    await expect(sessions.connect(target, { hostKey, limited: false })).rejects.toMatchObject({
      failure: { cause: 'auth-rejected', user: 'root', host: '127.0.0.1' },
    });
  });

  it('hangs', async () => {
    const { target } = await serve({ onAuth: () => {} });
    await expect(sessions.connect(target, { hostKey, limited: false })).rejects.toMatchObject({
      failure: { cause: 'timeout', stage: 'auth', seconds: 0.3 },
    });
  });

  it('can be called off', async () => {
    const abort = new AbortController();
    const { target } = await serve({ onAuth: () => abort.abort(new Error('never mind')) });
    const connecting = sessions.connect(target, { hostKey, limited: false, signal: abort.signal });
    await expect(connecting).rejects.toThrow('never mind');
  });
});

describe('a script', () => {
  it('is cut off at its limit of output, long before 100 MB', async () => {
    let sent = 0;
    const session = await open((channel) => {
      const block = Buffer.alloc(64 * 1024, 'x');
      const more = (): void => {
        while (sent < 100e6 && channel.writable && channel.write(block)) sent += block.length;
      };
      channel.on('drain', more);
      channel.on('close', () => {
        sent = Number.POSITIVE_INFINITY;
      });
      more();
    });
    await expect(session.run('x', { maxBytes: 1_000_000 })).rejects.toMatchObject({
      failure: { cause: 'output-too-large', limitBytes: 1_000_000 },
    });
    session.close();
  });

  it('counts stderr too, and keeps its beginning', async () => {
    const session = await open((channel) => {
      channel.stderr.write('first words\n');
      channel.stderr.write(Buffer.alloc(200_000, 'e'));
      channel.exit(0);
      channel.end();
    });
    const ran = await session.run('x');
    expect(ran.stderr).toMatch(/^first words\n/);
    expect(ran.stderr.length).toBe(64 * 1024);
    expect(ran.bytes).toBe(200_012);
    await expect(session.run('x', { maxBytes: 1000 })).rejects.toMatchObject({
      failure: { cause: 'output-too-large' },
    });
    session.close();
  });

  it('is stopped by its time when it never ends', async () => {
    const session = await open((channel) => {
      const timer = setInterval(() => channel.write('.'), 20);
      channel.on('close', () => clearInterval(timer));
    });
    await expect(session.run('x', { timeoutMs: 250 })).rejects.toMatchObject({
      failure: { cause: 'timeout', stage: 'command', seconds: 0.25 },
    });
    session.close();
  });

  it('has no time limit when none is wanted', async () => {
    const session = await open((channel) => {
      setTimeout(() => {
        channel.exit(0);
        channel.end('late');
      }, 50);
    });
    const ran = await session.run('x', { timeoutMs: Number.POSITIVE_INFINITY });
    expect(ran).toMatchObject({ code: 0, stdout: 'late' });
    session.close();
  });

  it('does not count as done when the connection dies in the middle', async () => {
    const session = await open((channel, _command, _connection, socket) => {
      channel.write('half an ans');
      setTimeout(() => socket.destroy(), 50);
    });
    await expect(session.run('x')).rejects.toMatchObject({ failure: { cause: 'connection-lost' } });
    expect(session.isOpen).toBe(false);
  });

  it('does not count as done when the connection dies after the status', async () => {
    const session = await open((channel, _command, _connection, socket) => {
      channel.exit(0);
      setTimeout(() => socket.destroy(), 50);
    });
    await expect(session.run('x')).rejects.toMatchObject({ failure: { cause: 'connection-lost' } });
  });

  it('ends without a status when the router gives none', async () => {
    const session = await open((channel) => channel.end('bye'));
    expect(await session.run('x')).toMatchObject({ code: null, signal: null, stdout: 'bye' });
    session.close();
  });

  it('never splits a character, whole or in pieces', async () => {
    const text = '手机 é 🍏\n'.repeat(40);
    const session = await open(async (channel) => {
      for (const byte of Buffer.from(text)) {
        channel.write(Buffer.from([byte]));
        if (byte % 16 === 0) await new Promise((done) => setImmediate(done));
      }
      channel.write(Buffer.from([0xe6, 0x89]));
      channel.exit(0);
      channel.end();
    });
    const pieces: string[] = [];
    const ran = await session.run('x', { onStdout: (piece) => pieces.push(piece) });
    expect(ran.stdout).toBe(`${text}\ufffd`);
    expect(pieces.join('')).toBe(ran.stdout);
    session.close();
  });

  it('can be watched without its output being kept', async () => {
    const session = await open((channel) => {
      channel.write('x'.repeat(5000));
      channel.exit(0);
      channel.end();
    });
    let seen = 0;
    const onStdout = (piece: string): void => {
      seen += piece.length;
    };
    const ran = await session.run('x', { onStdout, keepStdout: false, maxBytes: 100 });
    expect(ran).toMatchObject({ stdout: '', bytes: 5000 });
    expect(seen).toBe(5000);
    session.close();
  });

  it('fails with the error of whoever listens to it', async () => {
    const session = await open((channel) => channel.write('x'));
    const onStdout = (): void => {
      throw new Error('the listener’s own');
    };
    await expect(session.run('x', { onStdout })).rejects.toThrow('the listener’s own');
    session.close();
  });

  it('can be called off before it starts', async () => {
    let started = 0;
    const session = await open(() => {
      started += 1;
    });
    await expect(session.run('x', { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
    expect(started).toBe(0);
    session.close();
  });

  it('waits for the one before it: some routers drop a connection with two', async () => {
    let running = 0;
    let most = 0;
    const session = await open((channel) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        channel.exit(0);
        channel.end('ok');
      }, 20);
    });
    const all = await Promise.all([session.run('a'), session.run('b'), session.run('c')]);
    expect(all.map(({ stdout }) => stdout)).toEqual(['ok', 'ok', 'ok']);
    expect(most).toBe(1);
    session.close();
  });

  it('is refused by something that runs no commands', async () => {
    const { target } = await serve({ refuseExec: 'refuse' });
    const session = await sessions.connect(target, { hostKey, limited: false });
    await expect(session.run('x')).rejects.toMatchObject({ failure: { cause: 'not-a-router' } });
    session.close();
  });

  it('is given up when the router never answers the request', async () => {
    const { target } = await serve({ refuseExec: 'ignore-channel' });
    const session = await sessions.connect(target, { hostKey, limited: false });
    await expect(session.run('x')).rejects.toMatchObject({
      failure: { cause: 'connection-lost', detail: 'no-answer' },
    });
    expect(session.isOpen).toBe(false);
  });
});
