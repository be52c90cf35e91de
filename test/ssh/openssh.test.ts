import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHostKey } from '../../src/ssh/host-key.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { keyPair } from './dropbear.ts';
import { findSshd, type OpenSsh, startOpenSsh } from './openssh.ts';

const own = keyPair();
const rsa = keyPair('rsa');
const sessions = makeSessions({ identity: own.identity });
const sshd = findSshd();
if (!sshd && process.env.CI === 'true') throw new Error('no sshd here, and its package cannot be had');

describe.skipIf(!sshd)(
  `a real OpenSSH server${sshd ? '' : ' (left out: no sshd here, and no package to be had)'}`,
  () => {
    let router: OpenSsh;
    beforeAll(async () => {
      if (sshd) router = await startOpenSsh(sshd, [own.identity.publicLine, rsa.identity.publicLine]);
    });
    afterAll(async () => {
      await sessions.close();
      await router.stop();
    });

    it('shows its host key as ssh-keygen prints it', async () => {
      expect(await readHostKey(router.target, { limited: false })).toEqual({
        ...router.hostKey,
        remarks: [],
      });
    });

    it.each([
      ['ed25519', own.text],
      ['RSA', rsa.text],
    ])('takes an %s key and runs short and long scripts', async (_name, identity) => {
      const session = await sessions.connect(router.target, {
        hostKey: router.hostKey,
        limited: false,
        identity,
      });
      expect(await session.run('echo out; echo err >&2; cat; exit 5')).toMatchObject({
        code: 5,
        stdout: 'out\n',
        stderr: 'err\n',
      });
      const long = `${`: '${'x'.repeat(90)}'\n`.repeat(200)}cat\necho "it's" done`;
      expect(await session.run(long)).toMatchObject({ code: 0, stdout: "it's done\n" });
      expect(session.remarks).toEqual([]);
      session.close();
    });

    it('cuts off what never ends; the next one goes on, over a new connection if need be', async () => {
      // A root login of OpenSSH takes no signals, so the connection itself is given up.
      const options = { hostKey: router.hostKey, limited: false };
      const endless = sessions.borrow(router.target, options, (session) =>
        session.run('for i in 1 2 3 4 5 6 7 8 9; do sleep 1; done', { timeoutMs: 200 }),
      );
      await expect(endless).rejects.toMatchObject({ failure: { cause: 'timeout', stage: 'command' } });
      const next = await sessions.borrow(router.target, options, (session) => session.run('echo alive'));
      expect(next.stdout).toBe('alive\n');
    });

    it('refuses a key it does not know', async () => {
      const identity = keyPair().text;
      await expect(
        sessions.connect(router.target, { hostKey: router.hostKey, limited: false, identity }),
      ).rejects.toMatchObject({ failure: { cause: 'auth-rejected', user: 'root' } });
    });
  },
);
