import { afterEach, describe, expect, it } from 'vitest';
import type { Session, Sessions } from '../../src/ssh/session.types.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { type Dropbear, keyPair, startDropbear } from './dropbear.ts';
import { relay, type SshStand, startSshServer } from './server.ts';

const own = keyPair();
const host = keyPair();
const hostKey = { type: host.identity.type, sha256: host.identity.sha256 };
const options = { hostKey, limited: false };
const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function serve(port?: number): Promise<SshStand> {
  const stand = await startSshServer({
    hostKeys: [host.text],
    ...(port === undefined ? {} : { port }),
    onExec: (channel) => {
      channel.exit(0);
      channel.end('ok');
    },
  });
  ending.push(() => stand.stop().catch(() => {}));
  return stand;
}

function open(idleMs?: number): Sessions {
  const sessions = makeSessions({ identity: own.identity, idleMs });
  ending.push(() => sessions.close());
  return sessions;
}

const say = async (session: Session): Promise<string> => (await session.run('x')).stdout;

describe('borrow', () => {
  it('uses one connection for one borrower after the other', async () => {
    const stand = await serve();
    const sessions = open();
    for (let times = 0; times < 5; times += 1)
      expect(await sessions.borrow(stand.target, options, say)).toBe('ok');
    expect(stand.taken()).toBe(1);
  });

  it('gives each of many at once a connection of their own, up to eight', async () => {
    const stand = await serve();
    const sessions = open();
    const all = await Promise.all(
      Array.from({ length: 30 }, () => sessions.borrow(stand.target, options, say)),
    );
    expect(all).toEqual(Array.from({ length: 30 }, () => 'ok'));
    expect(stand.taken()).toBeGreaterThan(1);
    expect(stand.taken()).toBeLessThanOrEqual(8);
  });

  it('keeps routers, users, keys and identities apart', async () => {
    const stand = await serve();
    const sessions = open();
    await sessions.borrow(stand.target, options, say);
    await sessions.borrow({ ...stand.target, user: 'admin' }, options, say);
    await sessions.borrow(stand.target, { ...options, identity: keyPair().text }, say);
    expect(stand.taken()).toBe(3);
    const other = { ...hostKey, sha256: 'SHA256:other' };
    await expect(sessions.borrow(stand.target, { ...options, hostKey: other }, say)).rejects.toMatchObject({
      failure: { cause: 'host-key-changed' },
    });
    await expect(sessions.borrow(stand.target, { ...options, limited: true }, say)).rejects.toMatchObject({
      failure: { cause: 'address-forbidden' },
    });
  });

  it('makes a new connection when the router was restarted', async () => {
    const stand = await serve();
    const sessions = open();
    await sessions.borrow(stand.target, options, say);
    await stand.stop();
    const again = await serve(stand.target.port);
    expect(await sessions.borrow(again.target, options, say)).toBe('ok');
  });

  it('replaces a connection that died unnoticed, and runs the script once', async () => {
    let runs = 0;
    const stand = await startSshServer({
      hostKeys: [host.text],
      onExec: (channel) => {
        runs += 1;
        channel.exit(0);
        channel.end('ok');
      },
    });
    ending.push(() => stand.stop());
    const path = await relay(stand.target.port);
    const sessions = open();
    await sessions.borrow(path.target, options, say);
    expect(runs).toBe(1);
    const ran = await sessions.borrow(path.target, options, async (session) => {
      // Lent as open, gone before it is used; the router answers again at the same place.
      await path.stop();
      const again = await relay(stand.target.port, () => {}, path.target.port);
      ending.push(() => again.stop());
      return say(session);
    });
    expect(ran).toBe('ok');
    expect(runs).toBe(2);
  });

  it('does not run a script twice when the connection dies while it runs', async () => {
    let runs = 0;
    const stand = await startSshServer({
      hostKeys: [host.text],
      onExec: (channel, _command, _connection, socket) => {
        runs += 1;
        if (runs > 1) {
          channel.write('begun');
          setTimeout(() => socket.destroy(), 30);
          return;
        }
        channel.exit(0);
        channel.end('ok');
      },
    });
    ending.push(() => stand.stop());
    const sessions = open();
    await sessions.borrow(stand.target, options, say);
    await expect(sessions.borrow(stand.target, options, say)).rejects.toMatchObject({
      failure: { cause: 'connection-lost' },
    });
    expect(runs).toBe(2);
  });

  it('gives the connection back when the borrower fails, and does not let it be closed', async () => {
    const stand = await serve();
    const sessions = open();
    const failing = sessions.borrow(stand.target, options, () => Promise.reject(new Error('mine')));
    await expect(failing).rejects.toThrow('mine');
    await sessions.borrow(stand.target, options, async (session) => session.close());
    expect(await sessions.borrow(stand.target, options, say)).toBe('ok');
    expect(stand.taken()).toBe(1);
  });

  it('closes a connection nobody uses', async () => {
    const stand = await serve();
    const sessions = open(60);
    let kept: Session | undefined;
    await sessions.borrow(stand.target, options, async (session) => {
      kept = session;
      await session.run('x');
    });
    await expect.poll(() => kept?.isOpen).toBe(false);
    expect(await sessions.borrow(stand.target, options, say)).toBe('ok');
    expect(stand.taken()).toBe(2);
  });
});

describe('close', () => {
  it('ends kept and own connections, and what is being made', async () => {
    const stand = await serve();
    const sessions = makeSessions({ identity: own.identity });
    const session = await sessions.connect(stand.target, options);
    await sessions.borrow(stand.target, options, say);
    const late = sessions.connect(stand.target, options);
    const refused = expect(late).rejects.toThrow('sessions are closed');
    await sessions.close();
    await refused;
    expect(session.isOpen).toBe(false);
    await expect(sessions.connect(stand.target, options)).rejects.toThrow('sessions are closed');
  });
});

describe('a real dropbear', () => {
  let router: Dropbear | undefined;

  it('survives many borrowers at once: each script has its connection to itself', async () => {
    router = await startDropbear({ authorized: [own.identity.publicLine], hostKeyTypes: ['ed25519'] });
    ending.push(async () => router?.stop());
    const { target, hostKeys } = router;
    const sessions = open();
    const real = { hostKey: hostKeys.get('ssh-ed25519') ?? null, limited: false };
    // Dropbear takes five logins at once from one address (MAX_UNAUTH_PER_IP): grow one by one.
    for (let at = 1; at <= 4; at += 1)
      await Promise.all(
        Array.from({ length: at }, () =>
          sessions.borrow(target, real, (session) => session.run('sleep 0.05')),
        ),
      );
    const said = await Promise.all(
      Array.from({ length: 80 }, (_, at) =>
        sessions.borrow(target, real, async (session) => (await session.run(`echo ${at}`)).stdout),
      ),
    );
    expect(said).toEqual(Array.from({ length: 80 }, (_, at) => `${at}\n`));
    expect(router.log()).not.toContain('Failed assertion');
  });
});
