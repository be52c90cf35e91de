import type { Lab } from '../../../docker/lab/lab.ts';
import { causes } from '../../../src/causes/index.ts';
import type { RunOptions } from '../../../src/changes/run.types.ts';
import { type Diagnosis, diagnose } from '../../../src/diagnosis/diagnose.ts';
import { liveLooks } from '../../../src/diagnosis/looks.ts';
import type { Target } from '../../../src/model/router.ts';
import { take } from '../../../src/probes/engine/take.ts';
import { remedies } from '../../../src/remedies/index.ts';
import { readIdentity } from '../../../src/ssh/identity.ts';
import type { ConnectOptions, Session, Sessions } from '../../../src/ssh/session.types.ts';
import { makeSessions } from '../../../src/ssh/sessions.ts';
import type { Identity } from './shell.ts';

/** The product's own way to a lab router. */
export interface Product {
  sessions: Sessions;
  target: Target;
  connect: ConnectOptions;
  /** For apply and revert. */
  run: Pick<RunOptions, 'sessions' | 'target' | 'connect' | 'take' | 'remedies'>;
  diagnose(options?: Parameters<typeof diagnose>[2]): Promise<Diagnosis & { execs: number; bytes: number }>;
}

export function product(lab: Pick<Lab, 'target' | 'hostKey'>, identity: Identity): Product {
  const sessions = makeSessions({ identity: readIdentity(identity.private, 'the test') });
  const { target } = lab;
  const connect: ConnectOptions = { hostKey: lab.hostKey, limited: false };
  return {
    sessions,
    target,
    connect,
    run: { sessions, target, connect, take, remedies },
    diagnose: (options) =>
      sessions.borrow(target, connect, async (session) => {
        const counted = count(session);
        return { ...(await diagnose(liveLooks(counted.session), causes, options)), ...counted.sum() };
      }),
  };
}

/** The same session, counting what it runs and receives. */
export function count(session: Session): { session: Session; sum(): { execs: number; bytes: number } } {
  let execs = 0;
  let bytes = 0;
  const counting: Session = {
    target: session.target,
    hostKey: session.hostKey,
    remarks: session.remarks,
    get isOpen() {
      return session.isOpen;
    },
    async run(script, limits) {
      execs += 1;
      const ran = await session.run(script, limits);
      bytes += ran.bytes;
      return ran;
    },
    close: () => session.close(),
  };
  return { session: counting, sum: () => ({ execs, bytes }) };
}
