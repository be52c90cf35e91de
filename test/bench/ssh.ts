import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { causes } from '../../src/causes/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { scriptFor } from '../../src/probes/engine/script.ts';
import { take } from '../../src/probes/engine/take.ts';
import { commandLine } from '../../src/ssh/command-line.ts';
import type { ConnectOptions, Session } from '../../src/ssh/session.types.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { type Dropbear, keyPair, startDropbear } from '../ssh/dropbear.ts';

interface Row {
  name: string;
  value: number;
  unit: string;
  bound: number;
  ok: boolean;
}

const rounds = 25;
const small = 'uname -r; cat /proc/loadavg';

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Runs both by turns, so that whatever else the machine does hits both alike; compares their medians. */
async function compare(
  name: string,
  bound: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<Row> {
  const times: [number[], number[]] = [[], []];
  for (let round = -2; round < rounds; round += 1) {
    const pair = [await milliseconds(theirs), await milliseconds(ours)] as const;
    if (round < 0) continue;
    times[0].push(pair[1]);
    times[1].push(pair[0]);
  }
  const [own, ssh] = [median(times[0]), median(times[1])];
  const value = Number((own / ssh).toFixed(3));
  const unit = `× ssh (${own.toFixed(1)} of ${ssh.toFixed(1)} ms)`;
  return { name, value, unit, bound, ok: value <= bound };
}

/**
 * What is left of a warm diagnosis for either client when the script's own time is taken off, which both wait for
 * alike: it runs by turns with them under the same shell, without any SSH, and so does an empty one, because
 * starting a shell belongs to both clients' way.
 */
async function lessScript(
  shell: string,
  script: string,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<Row> {
  const alone = async (text: string): Promise<void> => {
    const child = spawn(shell, ['-c', text], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.resume();
    await once(child, 'close');
  };
  const times = {
    empty: [] as number[],
    alone: [] as number[],
    ours: [] as number[],
    theirs: [] as number[],
  };
  for (let round = 0; round < rounds; round += 1) {
    times.empty.push(await milliseconds(() => alone(':')));
    times.alone.push(await milliseconds(() => alone(script)));
    times.theirs.push(await milliseconds(theirs));
    times.ours.push(await milliseconds(ours));
  }
  const own = median(times.alone) - median(times.empty);
  const value = Number(((median(times.ours) - own) / (median(times.theirs) - own)).toFixed(3));
  const unit = `× ssh (less ${own.toFixed(1)} ms of script)`;
  return { name: 'warm diagnosis less the script’s own time', value, unit, bound: 0.5, ok: value <= 0.5 };
}

/** The OpenSSH client with the same key, host key and address; no configuration of this machine's. */
function openSsh({ folder, target }: Dropbear, key: string) {
  writeFileSync(join(folder, 'id'), key, { mode: 0o600 });
  const known = ['StrictHostKeyChecking=accept-new', `UserKnownHostsFile=${join(folder, 'known')}`];
  const settings = [...known, 'BatchMode=yes', 'IdentitiesOnly=yes', 'LogLevel=ERROR'].flatMap((s) => [
    '-o',
    s,
  ]);
  const place = [
    '-F',
    'none',
    '-i',
    join(folder, 'id'),
    '-p',
    String(target.port),
    `${target.user}@${target.host}`,
  ];
  const socket = join(folder, 'control');
  const ssh = async (words: string[], stdio: 'pipe' | 'ignore', input = ''): Promise<void> => {
    const child = spawn('ssh', [...settings, ...words], { stdio: [stdio, stdio, 'ignore'] });
    child.stdout?.resume();
    child.stdin?.end(input);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`ssh ended with ${code}`);
  };
  // Dropbear takes no long command: a long script goes the way ours goes.
  const send = (script: string, words: string[] = []) => {
    const { command, input } = commandLine(script);
    return ssh([...words, ...place, command], 'pipe', input);
  };
  return {
    cold: (script: string) => send(script),
    warm: (script: string) => send(script, ['-S', socket]),
    // The master stays behind in the background and would hold a pipe open.
    master: () => ssh(['-M', '-S', socket, '-N', '-f', ...place], 'ignore'),
    leave: () => ssh(['-S', socket, '-O', 'exit', ...place], 'ignore'),
  };
}

/** Cold and warm, against the OpenSSH client sending the same script to the same dropbear. */
export async function run(): Promise<Row[]> {
  const own = keyPair();
  const router = await startDropbear({ authorized: [own.identity.publicLine] });
  const sessions = makeSessions({ identity: own.identity });
  const client = openSsh(router, own.text);
  const options: ConnectOptions = { hostKey: router.hostKeys.get('ssh-ed25519') ?? null, limited: false };
  const cold = async (use: (session: Session) => Promise<unknown>): Promise<void> => {
    const session = await sessions.connect(router.target, options);
    await use(session);
    session.close();
  };
  const warm = (use: (session: Session) => Promise<unknown>) => sessions.borrow(router.target, options, use);
  const runSmall = async (session: Session): Promise<void> => {
    if ((await session.run(small)).code !== 0) throw new Error('the script failed');
  };
  const diagnose = async (session: Session): Promise<void> => {
    judge(await take(session), causes);
  };
  const diagnosis = scriptFor('0123456789abcdef0123456789abcdef');
  try {
    await client.master();
    return [
      await compare(
        'cold diagnosis',
        0.65,
        () => cold(diagnose),
        () => client.cold(diagnosis),
      ),
      await compare(
        'warm diagnosis',
        0.5,
        () => warm(diagnose),
        () => client.warm(diagnosis),
      ),
      await lessScript(
        join(router.folder, 'ash'),
        diagnosis,
        () => warm(diagnose),
        () => client.warm(diagnosis),
      ),
      await compare(
        'cold connection, small script',
        0.65,
        () => cold(runSmall),
        () => client.cold(small),
      ),
      await compare(
        'warm connection, small script',
        0.5,
        () => warm(runSmall),
        () => client.warm(small),
      ),
    ];
  } finally {
    await client.leave().catch(() => {});
    await sessions.close();
    await router.stop();
  }
}
