import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostKey } from '../../src/model/router.ts';
import { readHostKey } from '../../src/ssh/host-key.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { type Dropbear, keyPair, startDropbear } from './dropbear.ts';
import { relay, type SshStand, type Stand, startSshServer } from './server.ts';

const own = keyPair();
const sessions = makeSessions({ identity: own.identity });
const stands: Stand[] = [];
let router: Dropbear;

const keep = <S extends Stand>(stand: S): S => {
  stands.push(stand);
  return stand;
};
const serve = async (...types: ('ed25519' | 'rsa')[]): Promise<SshStand> =>
  keep(await startSshServer({ hostKeys: types.map((type) => keyPair(type).text) }));

/** Types of the packets a client sent in the clear, after its identification line (RFC 4253 §6). */
function packetTypes(sent: Buffer): number[] {
  const types: number[] = [];
  let at = sent.indexOf('\n') + 1;
  while (at + 6 <= sent.length) {
    types.push(sent[at + 5] ?? -1);
    at += 4 + sent.readUInt32BE(at);
  }
  return types;
}

const kexInit = 20;
const newKeys = 21;
const kexStart = 30;
const disconnect = 1;

beforeAll(async () => {
  router = await startDropbear({ authorized: [own.identity.publicLine] });
});
afterEach(async () => {
  await Promise.all(stands.splice(0).map((stand) => stand.stop()));
});
afterAll(async () => {
  await sessions.close();
  await router.stop();
});

describe('nothing is authenticated before the host key is accepted', () => {
  const ways: [string, (target: Stand['target']) => Promise<unknown>][] = [
    ['reading it', (target) => readHostKey(target, { limited: false })],
    ['none pinned', (target) => sessions.connect(target, { hostKey: null, limited: false })],
    ['another pinned', (target) => sessions.connect(target, { hostKey: wrong, limited: false })],
    [
      'another type pinned',
      (target) => sessions.connect(target, { hostKey: { ...wrong, type: 'ssh-rsa' }, limited: false }),
    ],
  ];
  const wrong: HostKey = {
    type: 'ssh-ed25519',
    sha256: 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  };

  it.each(ways)('on the wire to a real dropbear: %s', async (_name, attempt) => {
    const sent: Buffer[] = [];
    const between = keep(await relay(router.target.port, (chunk) => sent.push(chunk)));
    await attempt(between.target).catch((error: unknown) =>
      expect(error).toMatchObject({ failure: { cause: expect.stringMatching(/^host-key-/) } }),
    );
    const types = packetTypes(Buffer.concat(sent));
    expect(types.slice(0, 2)).toEqual([kexInit, kexStart]);
    expect(types.every((type) => [kexInit, kexStart, disconnect].includes(type))).toBe(true);
  });

  it('while an accepted key goes on to new keys (so the test above can fail)', async () => {
    const sent: Buffer[] = [];
    const between = keep(await relay(router.target.port, (chunk) => sent.push(chunk)));
    const hostKey = router.hostKeys.get('ssh-ed25519') ?? null;
    const session = await sessions.connect(between.target, { hostKey, limited: false });
    session.close();
    expect(packetTypes(Buffer.concat(sent)).slice(0, 3)).toEqual([kexInit, kexStart, newKeys]);
  });

  it.each(ways)('at an SSH server that would take anybody: %s', async (_name, attempt) => {
    const stand = await serve('ed25519');
    await attempt(stand.target).catch(() => {});
    expect(stand.taken()).toBe(1);
    expect(stand.asked()).toBe(0);
  });
});

describe('a router whose key changes', () => {
  it('is refused with both keys after a restart with another one', async () => {
    const before = await serve('ed25519');
    const { remarks: _, ...hostKey } = await readHostKey(before.target, { limited: false });
    const session = await sessions.connect(before.target, { hostKey, limited: false });
    session.close();
    await before.stop();
    stands.length = 0;
    const after = keep(await startSshServer({ port: before.target.port }));
    const { remarks: __, ...got } = await readHostKey(after.target, { limited: false });
    await expect(sessions.connect(after.target, { hostKey, limited: false })).rejects.toMatchObject({
      failure: { cause: 'host-key-changed', host: '127.0.0.1', expected: hostKey, got },
    });
    expect(after.asked()).toBe(0);
  });

  it('is not refused when it gained a key of a better type beside the pinned one', async () => {
    const rsa = keyPair('rsa');
    const stand = keep(await startSshServer({ hostKeys: [keyPair().text, rsa.text] }));
    expect((await readHostKey(stand.target, { limited: false })).type).toBe('ssh-ed25519');
    const hostKey = { type: 'ssh-rsa', sha256: rsa.identity.sha256 };
    const session = await sessions.connect(stand.target, { hostKey, limited: false });
    expect(session.hostKey).toEqual(hostKey);
    session.close();
  });

  it('is refused when only a key of another type is left', async () => {
    const stand = await serve('rsa');
    const hostKey = { type: 'ssh-ed25519', sha256: 'SHA256:x' };
    await expect(sessions.connect(stand.target, { hostKey, limited: false })).rejects.toMatchObject({
      failure: { cause: 'host-key-changed', expected: hostKey, got: { type: 'ssh-rsa' } },
    });
  });
});

describe('old routers', () => {
  it('get SHA-1 only because they have nothing better, and it is said', async () => {
    const algorithms = { kex: ['diffie-hellman-group14-sha1' as const], serverHostKey: ['ssh-rsa' as const] };
    const rsa = keyPair('rsa');
    const stand = keep(
      await startSshServer({ hostKeys: [rsa.text], algorithms, onExec: (channel) => channel.exit(0) }),
    );
    const remarks = ['old-algorithms: diffie-hellman-group14-sha1, ssh-rsa'];
    const hostKey = { type: 'ssh-rsa', sha256: rsa.identity.sha256 };
    expect(await readHostKey(stand.target, { limited: false })).toEqual({ ...hostKey, remarks });
    const session = await sessions.connect(stand.target, { hostKey, limited: false });
    expect(session.remarks).toEqual(remarks);
    session.close();
    expect(stand.taken()).toBe(4);
  });

  it('are never offered SHA-1 at first', async () => {
    const sent: Buffer[] = [];
    const between = keep(await relay(router.target.port, (chunk) => sent.push(chunk)));
    await readHostKey(between.target, { limited: false });
    const offer = Buffer.concat(sent).toString('latin1');
    expect(offer).toContain('curve25519-sha256');
    expect(offer).not.toMatch(
      /diffie-hellman-group14-sha1|diffie-hellman-group1-|ssh-rsa|ssh-dss|3des|-cbc|arcfour/,
    );
  });

  it('that have nothing acceptable at all are told with what they offer', async () => {
    const algorithms = { kex: ['diffie-hellman-group1-sha1' as const] };
    const stand = keep(await startSshServer({ algorithms }));
    await expect(readHostKey(stand.target, { limited: false })).rejects.toMatchObject({
      failure: {
        cause: 'no-common-algorithm',
        host: '127.0.0.1',
        detail: expect.stringContaining('diffie-hellman-group1-sha1'),
      },
    });
  });
});
