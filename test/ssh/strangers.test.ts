import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../src/model/failure.ts';
import type { Target } from '../../src/model/router.ts';
import { readHostKey } from '../../src/ssh/host-key.ts';
import { freePort } from './dropbear.ts';
import { listen, type Stand } from './server.ts';

const stands: Stand[] = [];
afterEach(async () => {
  await Promise.all(stands.splice(0).map((stand) => stand.stop()));
});

async function failureWhen(behave: (socket: Socket) => void): Promise<{ failure: Failure; target: Target }> {
  const stand = await listen(behave);
  stands.push(stand);
  return { failure: await failureAt(stand.target), target: stand.target };
}

async function failureAt(target: Target, limited = false): Promise<Failure> {
  const timeouts = { connect: 400, handshake: 400, auth: 400 };
  const error: unknown = await readHostKey(target, { limited, timeouts }).catch((reason: unknown) => reason);
  if (error instanceof Error && 'failure' in error) return error.failure as Failure;
  throw error;
}

describe('what is no SSH server', () => {
  it('is silent', async () => {
    const { failure } = await failureWhen(() => {});
    expect(failure).toEqual({ cause: 'timeout', stage: 'handshake', seconds: 0.4 });
  });

  it('sends one byte at a time, so slowly that nothing comes of it', async () => {
    const { failure } = await failureWhen((socket) => {
      const bytes = [...'SSH-2.0-dropbear\r\n'];
      const timer = setInterval(() => socket.write(bytes.shift() ?? ''), 100);
      socket.on('close', () => clearInterval(timer));
    });
    expect(failure).toEqual({ cause: 'timeout', stage: 'handshake', seconds: 0.4 });
  });

  it('identifies itself and then hangs', async () => {
    const { failure } = await failureWhen((socket) => socket.write('SSH-2.0-dropbear\r\n'));
    expect(failure).toEqual({ cause: 'timeout', stage: 'handshake', seconds: 0.4 });
  });

  it('is a web server that hangs up', async () => {
    const page = 'HTTP/1.1 400 Bad Request\r\nServer: uhttpd\r\n\r\n\u001b[31m<b>@everyone</b>';
    const { failure, target } = await failureWhen((socket) => socket.end(page));
    const { host, port } = target;
    expect(failure).toEqual({ cause: 'not-ssh', host, port, detail: 'HTTP/1.1 400 Bad Request' });
  });

  it('greets and then waits, as a telnet or mail server does', async () => {
    const { failure } = await failureWhen((socket) => socket.write('\r\n220 mail \u001b[2J ready'));
    expect(failure).toMatchObject({ cause: 'not-ssh', detail: '220 mail ·[2J ready' });
  });

  it('sends noise without end', async () => {
    const { failure } = await failureWhen((socket) => {
      const noise = Buffer.from(Array.from({ length: 16_384 }, (_, at) => (at * 31 + (at >> 8)) % 256));
      const more = (): void => {
        while (socket.writable && socket.write(noise));
      };
      socket.on('drain', more);
      more();
    });
    expect(failure).toMatchObject({ cause: 'not-ssh' });
    expect(JSON.stringify(failure).length).toBeLessThan(300);
  });

  it('speaks only SSH 1', async () => {
    const { failure } = await failureWhen((socket) => socket.write('SSH-1.5-ancient\r\n'));
    expect(failure).toMatchObject({ cause: 'not-ssh' });
  });

  it('hangs up at once', async () => {
    const { failure } = await failureWhen((socket) => socket.destroy());
    expect(failure.cause).toBe('connection-lost');
  });

  it('identifies itself and goes on with nonsense', async () => {
    const { failure } = await failureWhen((socket) => socket.end(`SSH-2.0-x\r\n${'\u00ff'.repeat(600)}`));
    expect(failure.cause).toBe('connection-lost');
  });
});

describe('what cannot be connected to', () => {
  it('refuses', async () => {
    const port = await freePort();
    const target = { host: '127.0.0.1', port, user: 'root' };
    expect(await failureAt(target)).toEqual({ cause: 'refused', host: '127.0.0.1', port });
  });

  it('is no place on the network', async () => {
    const target = { host: '255.255.255.255', port: 22, user: 'root' };
    expect(await failureAt(target)).toMatchObject({
      cause: 'unreachable',
      detail: expect.stringMatching(/^E[A-Z]+$/),
    });
  });

  it('has no address', async () => {
    // A label over 63 bytes: refused before any name server is asked.
    const host = `${'a'.repeat(64)}.lan`;
    expect(await failureAt({ host, port: 22, user: 'root' })).toEqual({ cause: 'host-unknown', host });
  });

  it('drops what is sent to it', async () => {
    // A listener whose queue is full and who never takes from it: the kernel drops further connections.
    const script = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
      console.log(this.address().port);
      setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
    })`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const port = Number(String(await once(child.stdout, 'data')));
    await new Promise((done) => setTimeout(done, 200));
    const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}));
    await new Promise((done) => setTimeout(done, 100));
    const failure = await failureAt({ host: '127.0.0.1', port, user: 'root' });
    for (const filler of fillers) filler.destroy();
    child.kill('SIGKILL');
    expect(failure).toEqual({ cause: 'timeout', stage: 'connect', seconds: 0.4 });
  });

  it('is forbidden, by address and by name, before a single connection is made', async () => {
    const stand = await listen(() => {});
    stands.push(stand);
    for (const host of ['127.0.0.1', 'localhost', '::1', '::ffff:127.0.0.1'])
      expect(await failureAt({ ...stand.target, host }, true)).toMatchObject({
        cause: 'address-forbidden',
        host,
      });
    expect(stand.taken()).toBe(0);
  });
});
