import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { causes } from '../../src/causes/index.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { liveLooks } from '../../src/diagnosis/looks.ts';
import { scriptFor } from '../../src/probes/engine/script.ts';
import type { Session } from '../../src/ssh/session.types.ts';
import { count, product } from '../lab/support/product.ts';
import { makeIdentity } from '../lab/support/shell.ts';
import { conntrackAlone } from '../support/look-parts.ts';

interface Row {
  name: string;
  value: number;
  unit: string;
  bound: number;
  ok: boolean;
}

/**
 * Kernels up to 6.12 print /proc/net/nf_conntrack in time that grows with the square of its length (each page starts
 * from the first entry again): 50,000 entries take an emulated CPU two minutes. The race is run with fewer, where the
 * filter weighs more; the bytes are counted with all.
 */
const someEntries = 10_000;
const allEntries = 50_000;
const pushes = 20;
const rounds = 11;

/** Entries `from` to `to`, written by the router itself and read by `conntrack -R`: one process, not one per entry. */
const fill = (from: number, to: number) => `PATH=/lab/bin:$PATH
echo 131072 > /proc/sys/net/netfilter/nf_conntrack_max
echo 32768 > /sys/module/nf_conntrack/parameters/hashsize
awk 'BEGIN {
  for (i = ${from}; i < ${to}; i++) {
    push = i < ${pushes}; flow = push ? "-t 7000 -p tcp --state ESTABLISHED" : "-t 3600 -p udp"
    lan = 2 + i % 200; net = push ? "17.57.144.20" : "198.51." i % 100 "." i % 250; port = push ? 5223 : 443
    printf "-A %s -u SEEN_REPLY,ASSURED -s 192.168.1.%d -d %s -r %s -q 203.0.113.2 --sport %d --dport %d --reply-port-src %d --reply-port-dst %d\\n",
      flow, lan, net, net, 1024 + i, port, port, 1024 + i
  }
}' > /tmp/table
conntrack -R /tmp/table > /tmp/filled 2>&1 || { tail -n 3 /tmp/filled; exit 1; }
rm /tmp/table
cat /proc/sys/net/netfilter/nf_conntrack_count`;

/** By turns, so that whatever the host does hits both alike. Prints hundredths of a second of ours and of theirs. */
const race = `ours() {
${conntrackAlone}
}
theirs() { grep -w 5223 /proc/net/nf_conntrack; }
now() { sed 's/ .*//;s/\\.//' /proc/uptime; }
n=0
while [ $n -lt ${rounds} ]; do
  a=$(now); ours > /dev/null; b=$(now); theirs > /dev/null; c=$(now)
  echo "$((b - a)) $((c - b))"
  n=$((n + 1))
done`;

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const row = (name: string, value: number, unit: string, bound: number): Row => ({
  name,
  value,
  unit,
  bound,
  ok: value <= bound,
});

async function fillUp(session: Session, from: number, to: number): Promise<void> {
  const filled = await session.run(fill(from, to), { timeoutMs: 300_000 });
  if (filled.code !== 0 || !(Number(filled.stdout.trim()) >= to)) {
    throw new Error(`the table holds ${filled.stdout.trim()} entries instead of ${to}: ${filled.stderr}`);
  }
}

/** Medians in ms. */
async function raced(session: Session): Promise<{ ours: number; theirs: number }> {
  const ran = await session.run(race, { timeoutMs: 300_000 });
  const times = ran.stdout.trim().split('\n');
  if (ran.code !== 0 || times.length !== rounds) throw new Error(`the race broke off: ${ran.stderr}`);
  const column = (at: number) => median(times.map((line) => Number(line.split(' ')[at]) * 10));
  return { ours: column(0), theirs: column(1) };
}

async function measure(session: Session): Promise<Row[]> {
  await fillUp(session, 0, someEntries);
  const counted = count(session);
  await diagnose(liveLooks(counted.session), causes);
  const { ours, theirs } = await raced(session);

  await fillUp(session, someEntries, allEntries);
  const whole = await session.run(scriptFor(randomBytes(12).toString('hex')), { timeoutMs: 600_000 });
  const found = whole.stdout.split('\n').filter((line) => / dport=5223 .*\[ASSURED\]/.test(line)).length;
  if (found < pushes) throw new Error(`${found} of ${pushes} push connections were found`);
  const n = (value: number) => value.toLocaleString('en-US');
  return [
    row('execs per diagnosis (router in QEMU, 5.10)', counted.sum().execs, '', 1),
    row(
      `bytes sent by a router with ${n(allEntries)} entries, ${pushes} of them push`,
      whole.bytes,
      'B',
      65_535,
    ),
    row(
      `router’s time for the conntrack part, against grep -w 5223 there (${n(someEntries)} entries, ${theirs.toFixed(0)} ms)`,
      ours / theirs,
      '×',
      1.5,
    ),
  ];
}

/** On a real 5.10 router in QEMU: what a diagnosis costs it when its table is large. */
export async function run(): Promise<Row[]> {
  const built = spawnSync(process.execPath, ['docker/lab/build.mjs'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (built.status !== 0) throw new Error('the lab could not be built');
  const identity = makeIdentity();
  let lab: Lab | null = null;
  try {
    lab = await bootLab({
      kernel: '5.10',
      firewall: 'fw4',
      authorizedKey: identity.publicLine,
      images: join(process.cwd(), '.cache/lab/images'),
    });
    const bot = product(lab, identity);
    try {
      return await bot.sessions.borrow(bot.target, bot.connect, measure);
    } finally {
      await bot.sessions.close();
    }
  } finally {
    await lab?.stop();
  }
}
