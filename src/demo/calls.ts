import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Answer, Call } from './tools/tool.ts';

/** A call, and the exec whose script made it (or started the job that made it). */
export type StubCall = Call & { exec: string };

/** The pipe the stubs ring at. */
export interface Bell {
  close(): void;
}

function readCall(base: string): StubCall | null {
  try {
    const [exec = '', cwd = '', name = '', ...args] = readFileSync(`${base}.call`, 'utf8')
      .split('\0')
      .slice(0, -1);
    let stdin = '';
    try {
      stdin = readFileSync(`${base}.in`, 'utf8');
    } catch {
      // Most calls read no standard input.
    }
    return { exec, name, args, cwd, stdin };
  } catch {
    return null;
  }
}

/** Longer than any stub needs to fetch its answer. */
const fetchMs = 10_000;
const ends = ['bell', 'call', 'in', 'out', 'err'];
const clear = (base: string) => {
  for (const end of ends) rmSync(`${base}.${end}`, { force: true });
};

/** Writes the answer and wakes the stub. Does nothing when the stub has been killed meanwhile. */
function reply(base: string, answer: Answer): void {
  try {
    writeFileSync(`${base}.out`, answer.stdout);
    writeFileSync(`${base}.err`, answer.stderr);
    const bell = openSync(`${base}.bell`, constants.O_WRONLY | constants.O_NONBLOCK);
    writeSync(bell, `${answer.code}\n`);
    closeSync(bell);
  } catch {
    clear(base);
  }
}

/** Answers the calls of stubs under `directory`, whose pipe `bell` exists already, until closed. */
export function answerCalls(directory: string, answer: (call: StubCall) => Promise<Answer>): Bell {
  mkdirSync(join(directory, 'calls'), { recursive: true });
  // Open for writing too: a pipe without a writer would end at once.
  const fd = openSync(join(directory, 'bell'), constants.O_RDWR | constants.O_NONBLOCK);
  const socket = new Socket({ fd, readable: true, writable: false });
  let rest = '';
  let answered: { base: string; at: number }[] = [];
  const sweep = () => {
    while (answered[0] && performance.now() - answered[0].at > fetchMs) clear(answered.shift()?.base ?? '');
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    sweep();
    for (const pid of lines) {
      const base = join(directory, 'calls', pid);
      // A process number that came round again: these files are the new call's.
      answered = answered.filter((each) => each.base !== base);
      const call = /^\d+$/.test(pid) ? readCall(base) : null;
      if (call)
        void answer(call).then((said) => {
          reply(base, said);
          answered.push({ base, at: performance.now() });
        });
    }
  });
  socket.on('error', () => socket.destroy());
  socket.unref();
  return { close: () => socket.destroy() };
}
