import { bootLab, type LabOptions } from '../../../docker/lab/lab.ts';
import { readIdentity } from '../../../src/ssh/identity.ts';
import { makeSessions } from '../../../src/ssh/sessions.ts';
import type { House } from '../../scenarios/house.ts';
import { makeIdentity, openShell } from './shell.ts';

/** A booted lab router as a house for scenarios. */
export async function labHouse(shape: Pick<LabOptions, 'kernel' | 'firewall'>): Promise<House> {
  const identity = makeIdentity();
  const lab = await bootLab({ ...shape, authorizedKey: identity.publicLine });
  const shell = await openShell(lab, identity);
  const sessions = makeSessions({ identity: readIdentity(identity.private, 'the test') });
  const session = await sessions.connect(lab.target, { hostKey: lab.hostKey, limited: false });
  await shell.run('echo 0 0 > /tmp/run/wan.since');
  return {
    session,
    sh: (script) => shell.text(`export PATH=/lab/bin:/usr/sbin:/usr/bin:/sbin:/bin\n${script}`),
    async close() {
      shell.close();
      await sessions.close();
      await lab.stop();
    },
  };
}
