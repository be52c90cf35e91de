import type { Session, Sessions } from '../../src/ssh/session.types.ts';

/** The same sessions; `onText` is told what a router prints on a connection made with `connect`, before anybody reads it. */
export function listening(sessions: Sessions, onText: (text: string) => void): Sessions {
  const noting = (session: Session): Session => ({
    target: session.target,
    hostKey: session.hostKey,
    remarks: session.remarks,
    get isOpen() {
      return session.isOpen;
    },
    run: (script, limits = {}) =>
      session.run(script, {
        ...limits,
        onStdout(text) {
          onText(text);
          limits.onStdout?.(text);
        },
      }),
    close: () => session.close(),
  });
  return { ...sessions, connect: async (target, options) => noting(await sessions.connect(target, options)) };
}
