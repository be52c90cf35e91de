import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostKey } from '../../src/model/router.ts';
import { readHostKey } from '../../src/ssh/host-key.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { type Dropbear, keyPair, startDropbear } from './dropbear.ts';

const own = keyPair();
const rsa = keyPair('rsa');
const stranger = keyPair();
let router: Dropbear;
const sessions = makeSessions({ identity: own.identity, run: { graceMs: 1500 } });

const pinned = (type = 'ssh-ed25519'): HostKey => {
  const key = router.hostKeys.get(type);
  if (!key) throw new Error(`no ${type} key`);
  return key;
};

beforeAll(async () => {
  router = await startDropbear({ authorized: [own.identity.publicLine, rsa.identity.publicLine] });
});
afterAll(async () => {
  await sessions.close();
  await router.stop();
});

describe('a real dropbear with busybox ash', () => {
  it('shows its best host key before anything is authenticated', async () => {
    const read = await readHostKey(router.target, { limited: false });
    expect(read).toEqual({ ...pinned(), remarks: [] });
    expect(router.log()).not.toMatch(/Pubkey auth succeeded/);
  });

  it.each(['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ssh-rsa'])(
    'accepts the pinned key of type %s',
    async (type) => {
      const session = await sessions.connect(router.target, { hostKey: pinned(type), limited: false });
      expect(session.hostKey).toEqual(pinned(type));
      expect(session.remarks).toEqual([]);
      session.close();
    },
  );

  it('runs a script and tells its output, errors and status apart', async () => {
    const session = await sessions.connect(router.target, { hostKey: pinned(), limited: false });
    const ran = await session.run('echo "out é"; echo err >&2; exit 3');
    expect(ran).toMatchObject({ code: 3, signal: null, stdout: 'out é\n', stderr: 'err\n', bytes: 11 });
    const killed = await session.run('kill -KILL $$');
    expect(killed).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect((await session.run('echo $0; cat')).stdout).toMatch(/ash\n$/);
    session.close();
  });

  it('runs a script longer than dropbear takes as a command', async () => {
    const session = await sessions.connect(router.target, { hostKey: pinned(), limited: false });
    const filler = `: '${'x'.repeat(100)} it'\\''s'\n`.repeat(300);
    const script = `${filler}cat <<END\nhere\nEND\ncat\necho "$#-end"\nexit 4`;
    expect(script.length).toBeGreaterThan(30_000);
    expect(await session.run(script)).toMatchObject({ code: 4, stdout: 'here\n0-end\n', stderr: '' });
    session.close();
  });

  it('logs in with an RSA key, signed with SHA-2', async () => {
    const session = await sessions.connect(router.target, {
      hostKey: pinned(),
      limited: false,
      identity: rsa.text,
    });
    expect((await session.run('id -u')).stdout).toBe('0\n');
    session.close();
  });

  it('says when the key is not welcome', async () => {
    const options = { hostKey: pinned(), limited: false, identity: stranger.text };
    await expect(sessions.connect(router.target, options)).rejects.toMatchObject({
      failure: { cause: 'auth-rejected', user: 'root', host: '127.0.0.1' },
    });
  });

  it('refuses a changed key and a key of another type, with both', async () => {
    const changed = { type: 'ssh-ed25519', sha256: 'SHA256:AAAA' };
    await expect(sessions.connect(router.target, { hostKey: changed, limited: false })).rejects.toMatchObject(
      {
        failure: { cause: 'host-key-changed', expected: changed, got: pinned() },
      },
    );
    const otherType = { type: 'ssh-dss', sha256: pinned().sha256 };
    await expect(
      sessions.connect(router.target, { hostKey: otherType, limited: false }),
    ).rejects.toMatchObject({
      failure: { cause: 'host-key-changed', expected: otherType, got: pinned() },
    });
  });

  it('cuts off a script that never ends and stays usable', async () => {
    const session = await sessions.connect(router.target, { hostKey: pinned(), limited: false });
    await expect(session.run('while :; do sleep 1; done', { timeoutMs: 300 })).rejects.toMatchObject({
      failure: { cause: 'timeout', stage: 'command', seconds: 0.3 },
    });
    await expect(
      session.run('while :; do echo yyyyyyyyyyyyyyyy; done', { maxBytes: 100_000 }),
    ).rejects.toMatchObject({
      failure: { cause: 'output-too-large', limitBytes: 100_000 },
    });
    const abort = new AbortController();
    const running = session.run('echo started; while :; do sleep 1; done', {
      signal: abort.signal,
      onStdout: () => abort.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
    expect((await session.run('echo alive')).stdout).toBe('alive\n');
    expect(session.isOpen).toBe(true);
    session.close();
  });

  it('gives a connection up when what runs on it ignores the end', async () => {
    const session = await sessions.connect(router.target, { hostKey: pinned(), limited: false });
    const stubborn = session.run('trap "" TERM; sleep 20', { timeoutMs: 200 });
    await expect(stubborn).rejects.toMatchObject({ failure: { cause: 'timeout' } });
    await expect.poll(() => session.isOpen, { timeout: 5000 }).toBe(false);
    await expect(session.run('echo')).rejects.toMatchObject({ failure: { cause: 'connection-lost' } });
  });
});
