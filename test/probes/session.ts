import type { ExecEnd, RunLimits, Session } from '../../src/ssh/session.types.ts';

/** A finished exec. */
export const ran = (stdout: string, stderr = ''): ExecEnd => ({
  code: 0,
  signal: null,
  stdout,
  stderr,
  bytes: Buffer.byteLength(stdout + stderr),
  ms: 63,
});

/** A session that answers each script by `answer`, and notes what it was asked. */
export function sessionOf(answer: (script: string, limits: RunLimits) => ExecEnd) {
  const asked: { script: string; limits: RunLimits }[] = [];
  const session: Session = {
    target: { host: 'r', port: 22, user: 'root' },
    hostKey: { type: 'ssh-ed25519', sha256: 'SHA256:x' },
    remarks: [],
    isOpen: true,
    close: () => {},
    run: async (script, limits = {}) => {
      asked.push({ script, limits });
      return answer(script, limits);
    },
  };
  return { session, asked };
}
