import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { openStore } from '../../src/store/store.ts';
import { watchScript } from '../../src/watch/agent/script.ts';
import { realTiming } from '../../src/watch/watcher.types.ts';
import { keyPair, startDropbear } from '../ssh/dropbear.ts';
import { nextMessage, runChild } from '../support/child.ts';
import { quiet, testRedis } from '../support/redis.ts';

interface Figure {
  name: string;
  value: number;
  unit: string;
  bound: number;
  ok: boolean;
}
const figure = (name: string, value: number, unit: string, bound: number): Figure => ({
  name,
  value: Math.round(value * 1000) / 1000,
  unit,
  bound,
  ok: value <= bound,
});

const run1 = promisify(execFile);
const routers = 1000;
const measureS = 60;
/** Looks per hour. */
const looks = 3600 / realTiming.everyS;
/** How much slower an MT7621's 880 MHz MIPS core runs shell and grep than a server core: an assumption. */
const slower = 15;

/** CPU seconds of a process so far, and its resident megabytes. */
function cost(pid: number): { cpuS: number; rssMb: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return { cpuS: ticks / 100, rssMb: rssKb / 1024 };
}

/** Bytes on the wire of the connections to one port, headers of IPv4 and TCP with timestamps included. */
async function onWire(port: number): Promise<number> {
  const { stdout } = await run1('ss', ['-tinH', 'dst', `127.0.0.1:${port}`]);
  const sum = (name: string) =>
    [...stdout.matchAll(new RegExp(`\\b${name}:(\\d+)`, 'g'))].reduce((all, [, n]) => all + Number(n), 0);
  return sum('bytes_sent') + sum('bytes_received') + 52 * (sum('segs_out') + sum('segs_in'));
}

/** What an idle router and we send each other in a minute: the real loop, on a real dropbear. */
async function idleWire(dir: string): Promise<number> {
  const table = join(dir, 'idle-table');
  const entry = (port: number) =>
    `ipv4     2 tcp      6 src=192.168.1.188 dst=17.57.144.10 sport=${port} dport=5223 packets=9 bytes=900 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=${port} packets=8 bytes=800 [OFFLOAD] mark=0 zone=0 use=2\n`;
  writeFileSync(table, [40_001, 40_002, 40_003].map(entry).join(''));
  const { identity } = keyPair();
  const dropbear = await startDropbear({ authorized: [identity.publicLine], hostKeyTypes: ['ed25519'] });
  const sessions = makeSessions({ identity });
  const ending = new AbortController();
  try {
    const session = await sessions.connect(dropbear.target, {
      hostKey: dropbear.hostKeys.get('ssh-ed25519') ?? null,
      limited: false,
      keepaliveMs: 0,
    });
    const script = watchScript({
      nonce: 'abcdef012345',
      everyS: realTiming.everyS,
      rulesEveryS: realTiming.rulesEveryS,
      rules: ':',
    });
    const running = session.run(script.replaceAll('/proc/net/nf_conntrack', table), {
      timeoutMs: Number.POSITIVE_INFINITY,
      keepStdout: false,
      signal: ending.signal,
    });
    running.catch(() => {});
    await sleep(15_000);
    const before = await onWire(dropbear.target.port);
    await sleep(2 * measureS * 1000);
    return ((await onWire(dropbear.target.port)) - before) / ((2 * measureS) / 60);
  } finally {
    ending.abort();
    await sessions.close();
    await dropbear.stop();
  }
}

/** CPU seconds the loop takes per hour, with a table of `entries`, under busybox. */
async function loopCpu(dir: string, entries: number): Promise<number> {
  const busybox = (await run1('sh', ['-c', 'command -v busybox'])).stdout.trim();
  const bin = join(dir, 'bin');
  await run1('sh', [
    '-c',
    `mkdir -p ${bin}; for a in sh awk grep sleep; do ln -sf ${busybox} ${bin}/$a; done`,
  ]);
  const table = join(dir, `table-${entries}`);
  const entry = (n: number) => {
    const port = n < 4 ? 5223 : 443;
    const [src, dst] = [`192.168.1.${(n % 200) + 2}`, `203.0.${n % 250}.${(n * 7) % 250}`];
    return `ipv4     2 tcp      6 7100 ESTABLISHED src=${src} dst=${dst} sport=${20_000 + n} dport=${port} packets=9 bytes=900 src=${dst} dst=198.51.100.2 sport=${port} dport=${20_000 + n} packets=8 bytes=800 [ASSURED] mark=0 zone=0 use=2\n`;
  };
  writeFileSync(table, Array.from({ length: entries }, (_, n) => entry(n)).join(''));
  const times = 300;
  const script = watchScript({
    nonce: 'abcdef012345',
    everyS: realTiming.everyS,
    rulesEveryS: 1_000_000,
    rules: ':',
  })
    .replaceAll('/proc/net/nf_conntrack', table)
    .replace('sleep $d', `sleep 0; i=$((i + 1)); [ $i -lt ${times} ] || break`);
  const timed = `i=0\n${script} >/dev/null\ntimes`;
  const child = spawn(busybox, ['ash', '-c', timed], {
    env: { PATH: bin },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (piece) => {
    said += piece;
  });
  await new Promise((done) => child.once('close', done));
  const seconds = [...said.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  if (seconds.length !== 4) throw new Error(`no times: ${said}`);
  return (seconds.reduce((sum, each) => sum + each, 0) / times) * looks;
}

const ready = z.object({
  ports: z.array(z.number()),
  hostKey: z.object({ type: z.string(), sha256: z.string() }),
});

async function thousand(): Promise<Figure[]> {
  const identity = makeKeyPair();
  const redis = await testRedis();
  const simulated = await runChild('routers.ts', [String(routers), identity.public, '0.5']);
  const { ports, hostKey } = ready.parse(await nextMessage(simulated));
  const store = await openStore(redis.link, { seal: makeSeal('a secret'), log: quiet });
  for (const [n, port] of ports.entries()) {
    const id = `r${n}`;
    const at = {
      host: '127.0.0.1',
      port,
      user: 'root',
      hostKey,
      owner: 'discord:1',
      addedAt: n,
      lastSeenAt: null,
    };
    await store.routers.add({ id, name: id, ...at });
    await store.watches.put({
      routerId: id,
      to: { platform: 'discord', chat: '1' },
      account: 'discord:1',
      language: 'en',
      keepFixed: false,
      since: n,
    });
  }
  const startedAt = Date.now();
  const worker = await runChild('watcher.ts', [redis.server.socket, identity.private, '{}']);
  let watching = 0;
  let events = 0;
  worker.on('message', (said) => {
    const told = z.object({ watching: z.number().optional() }).loose().parse(said);
    if (told.watching === undefined) events += 1;
    else watching = told.watching;
  });
  try {
    while (watching < routers) {
      if (Date.now() - startedAt > 240_000)
        throw new Error(`${watching} of ${routers} routers watched after 240 s`);
      await sleep(250);
    }
    const upS = (Date.now() - startedAt) / 1000;
    // Connections that are seen from their beginning to their end.
    await sleep(200_000);
    const pid = worker.pid ?? 0;
    const before = cost(pid);
    const eventsBefore = events;
    await sleep(measureS * 1000);
    const after = cost(pid);
    return [
      figure(`${routers} routers: all watched after`, upS, 's', 240),
      figure(`${routers} routers: resident memory`, after.rssMb, 'MB', 400),
      figure(
        `${routers} routers, ${events - eventsBefore} events a minute: CPU of one core`,
        ((after.cpuS - before.cpuS) / measureS) * 100,
        '%',
        50,
      ),
    ];
  } finally {
    worker.kill('SIGKILL');
    simulated.kill('SIGKILL');
    await redis.close();
  }
}

/** What watching costs: the router, the wire, and a worker with a thousand of them. */
export async function run(): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'pm-bench-'));
  try {
    const small = await loopCpu(dir, 200);
    const large = await loopCpu(dir, 5000);
    return [
      figure('router: CPU of the loop per hour, 200 entries, here', small, 's/h', 20),
      figure('router: CPU of the loop per hour, 5000 entries, here', large, 's/h', 20),
      figure(
        `router: an MT7621-class core (${slower} times slower), 5000 entries`,
        ((large * slower) / 3600) * 100,
        '%',
        1,
      ),
      ...(await Promise.all([thousand(), idleWire(dir)]).then(([figures, wire]) => [
        ...figures,
        figure('idle router: bytes on the wire, dropbear', wire, 'B/min', 2048),
      ])),
    ];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
