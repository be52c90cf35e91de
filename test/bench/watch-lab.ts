import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import type { Session } from '../../src/ssh/session.types.ts';
import { watchScript } from '../../src/watch/agent/script.ts';
import { realTiming } from '../../src/watch/watcher.types.ts';
import { product } from '../lab/support/product.ts';
import { makeIdentity } from '../lab/support/shell.ts';

const nonce = 'fedcba987654';
const measureS = 90;

/**
 * Hundredths of a second that the loop and all it started have computed so far. The nonce stands in the command line of
 * its awk alone, behind a NUL, at which busybox's grep ends a line. Dropbear gives each exec a session of its own (field
 * 6 of stat), which is the loop's whole family.
 */
const costScript = `s=
for p in /proc/[0-9]*; do
tr '\\0' '\\n' <$p/cmdline 2>/dev/null | grep -q -F ${nonce.slice(0, 6)}''${nonce.slice(6)} || continue
read -r line <$p/stat || continue
set -- \${line##*) }
s=$4
done
t=0
for p in /proc/[0-9]*; do
read -r line <$p/stat || continue
set -- \${line##*) }
[ "$4" = "$s" ] && t=$((t + \${12} + \${13} + \${14} + \${15}))
done 2>/dev/null
echo $t`;

/** Connections of other kinds, so that the table has as many entries as a busy household's. */
const fill = (count: number) => `PATH=/lab/bin:$PATH
awk 'BEGIN { for (i = 0; i < ${count}; i++) printf "-A -t 36000 -p udp -u SEEN_REPLY,ASSURED -s 192.168.1.%d -d 198.51.%d.%d -r 198.51.%d.%d -q 203.0.113.2 --sport %d --dport 443 --reply-port-src 443 --reply-port-dst %d\\n", 2 + i % 200, i % 100, i % 250, i % 100, i % 250, 1024 + i, 1024 + i }' >/tmp/table
conntrack -R /tmp/table >/dev/null 2>&1; rm /tmp/table; cat /proc/sys/net/netfilter/nf_conntrack_count`;

async function computed(session: Session): Promise<number> {
  const ran = await session.run(costScript);
  const ticks = Number(ran.stdout.trim());
  if (!(ticks > 0)) throw new Error(`no loop was found: ${ran.stdout}${ran.stderr}`);
  return ticks / 100;
}

/** On a real 5.10 router in QEMU, whose emulated core is about as fast as a router's: what being watched costs it. */
export async function run() {
  const built = spawnSync(process.execPath, ['docker/lab/build.mjs'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (built.status !== 0) throw new Error('the lab could not be built');
  const identity = makeIdentity();
  const images = join(process.cwd(), '.cache/lab/images');
  const lab: Lab = await bootLab({
    kernel: '5.10',
    firewall: 'fw4',
    authorizedKey: identity.publicLine,
    images,
  });
  const bot = product(lab, identity);
  const ending = new AbortController();
  try {
    const own = await bot.sessions.connect(bot.target, bot.connect);
    const loop = await bot.sessions.connect(bot.target, { ...bot.connect, keepaliveMs: 0 });
    const script = watchScript({
      nonce,
      everyS: realTiming.everyS,
      rulesEveryS: realTiming.rulesEveryS,
      rules: 'nft -s -a list chain inet fw4 forward 2>&1',
    });
    const running = loop.run(script, {
      timeoutMs: Number.POSITIVE_INFINITY,
      keepStdout: false,
      signal: ending.signal,
    });
    running.catch(() => {});
    const figures = [];
    for (const entries of [0, 1000]) {
      const count = entries === 0 ? 'few' : String((await own.run(fill(entries))).stdout.trim());
      await sleep(10_000);
      const before = await computed(own);
      await sleep(measureS * 1000);
      const perHour = (((await computed(own)) - before) / measureS) * 3600;
      const value = Math.round((perHour / 36) * 100) / 100;
      figures.push({
        name: `router in QEMU (5.10): CPU of the loop, ${count} entries, ${Math.round(perHour)} s per hour`,
        value,
        unit: '%',
        bound: 1,
        ok: value <= 1,
      });
    }
    return figures;
  } finally {
    ending.abort();
    await bot.sessions.close();
    await lab.stop();
  }
}
