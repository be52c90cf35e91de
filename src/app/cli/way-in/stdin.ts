import { createInterface, type Interface } from 'node:readline';

let lines: AsyncIterator<string> | null = null;
let reader: Interface | null = null;

/** The next line of standard input, whoever asks; `null` at its end. */
export async function nextLine(): Promise<string | null> {
  reader ??= createInterface({ input: process.stdin, terminal: false });
  lines ??= reader[Symbol.asyncIterator]();
  const { value, done } = await lines.next();
  return done ? null : value;
}

/** Nobody asks any more: the process may end. */
export function endOfLines(): void {
  reader?.close();
  [reader, lines] = [null, null];
}

/** Asks on standard error; no answer is *no*. */
export async function confirm(question: string): Promise<boolean> {
  process.stderr.write(`${question} `);
  return /^\s*(?:y|yes|是|好)\s*$/i.test((await nextLine()) ?? '');
}

/** Asks for a password on the terminal, without echo; `null` where there is no terminal, or on Ctrl-C or Ctrl-D. */
export function askSecret(question: string): Promise<string | null> {
  const { stdin } = process;
  if (!stdin.isTTY) return Promise.resolve(null);
  endOfLines();
  // Before the question is there to be answered: else a terminal shows what is typed at once.
  stdin.setRawMode(true);
  stdin.resume();
  process.stderr.write(question);
  return new Promise((resolve) => {
    let typed = '';
    const end = (answer: string | null) => {
      stdin.off('data', take).setRawMode(false).pause();
      process.stderr.write('\n');
      resolve(answer);
    };
    const take = (piece: Buffer): void => {
      for (const letter of piece.toString('utf8')) {
        if (/[\r\n\u0003\u0004]/.test(letter)) {
          end(/[\r\n]/.test(letter) ? typed : null);
          return;
        }
        typed = letter === '\u007f' || letter === '\b' ? typed.slice(0, -1) : typed + letter;
      }
    };
    stdin.on('data', take);
  });
}
