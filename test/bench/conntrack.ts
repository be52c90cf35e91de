import { readFileSync } from 'node:fs';
import { causes } from '../../src/causes/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { scriptFor } from '../../src/probes/engine/script.ts';
import { splitSections } from '../../src/probes/engine/sections.ts';
import { type Box, makeBox } from '../probes/box.ts';
import { answerOf, boundary, mustRead, snapshotOf } from '../probes/support.ts';
import { conntrackTable } from '../support/conntrack-table.ts';
import { conntrackAlone } from '../support/look-parts.ts';

export interface Measure {
  name: string;
  value: number;
  unit: string;
  bound: number;
  ok: boolean;
}

const push = 20;
/** The largest table OpenWrt sets up by itself. */
const entries = 65_536;

/** Issue 2, section 7: what reading conntrack costs, here and on a router with 50,000 entries. */
export async function run(): Promise<Measure[]> {
  const table = conntrackTable(50_000, push);
  const box = makeBox();
  try {
    box.file('/proc/net/nf_conntrack', `${table.join('\n')}\n`);
    return [judged(box), routerTime(box), bytesSent(box)];
  } finally {
    box.close();
  }
}

/** Processor time in ms: what else the machine is doing is not ours. */
function cost<T>(work: () => T): { ms: number; result: T } {
  const from = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(from);
  return { ms: (user + system) / 1000, result };
}

/** A capture whose table was not filtered, from its file to the judgement; the best of a few rounds. */
function judged(box: Box): Measure {
  const lines = conntrackTable(entries, push);
  const answer = answerOf('openwrt-24.10-fw4-offloaded').replace(
    /(begin conntrack\nproc\n)[\s\S]*?(?=\n\S+ end )/,
    (_, head: string) => `${head}${lines.join('\n')}\n`,
  );
  box.file('/capture', answer);
  const best = { reading: Number.POSITIVE_INFINITY, judging: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 7; round++) {
    const read = cost(() => readFileSync(`${box.root}/capture`, 'utf8'));
    const judging = cost(() => judge(snapshotOf(read.result), causes));
    best.reading = Math.min(best.reading, read.ms);
    best.judging = Math.min(best.judging, read.ms + judging.ms);
    const flows = judging.result.flows.filter(({ service }) => service === 'apns');
    if (flows.length !== push) throw new Error(`${flows.length} of ${push} push connections were seen`);
  }
  const value = Math.round(best.judging);
  const ratio = Math.round(best.judging / best.reading);
  return {
    name: `a capture of ${entries} connections judged (${ratio} × reading its file)`,
    value,
    unit: 'ms',
    bound: 1000,
    ok: value <= 1000,
  };
}

/** Both under busybox ash on the same file, turn by turn; the best of each. */
function routerTime(box: Box): Measure {
  const best = { ours: Number.POSITIVE_INFINITY, grep: Number.POSITIVE_INFINITY };
  const scripts = { ours: conntrackAlone, grep: 'grep -w 5223 /proc/net/nf_conntrack' };
  for (let round = 0; round < 7; round++)
    for (const which of ['ours', 'grep'] as const) {
      const from = performance.now();
      const { stdout } = box.run(scripts[which]);
      best[which] = Math.min(best[which], performance.now() - from);
      const lines = stdout.split('\n').filter((line) => line.includes('dport=5223')).length;
      if (lines !== push) throw new Error(`${which} found ${lines} of ${push} entries`);
    }
  const value = Math.round((best.ours / best.grep) * 100) / 100;
  return { name: 'router time, conntrack part', value, unit: '× grep -w 5223', bound: 1.5, ok: value <= 1.5 };
}

/** The whole answer of a fw4 router with 250 devices. */
function bytesSent(box: Box): Measure {
  const { sections } = splitSections(answerOf('openwrt-24.10-fw4-offloaded'), boundary);
  const print = (program: string, section: string) => {
    box.file(`/answers/${program}`, sections.get(section)?.text ?? '');
    box.program(program, `cat ${box.root}/answers/${program}`);
  };
  print('uci', 'uci');
  print('logread', 'log');
  const devices = Array.from({ length: 250 }, (_, at) => ({
    ip: `192.168.1.${at + 2}`,
    mac: `5a:11:22:33:44:${(at + 2).toString(16).padStart(2, '0')}`,
  }));
  box.file(
    '/tmp/dhcp.leases',
    devices.map(({ ip, mac }) => `1795561684 ${mac} ${ip} device-${ip} 01:${mac}\n`).join(''),
  );
  box.file(
    '/answers/ip',
    devices.map(({ ip, mac }) => `${ip} dev br-lan lladdr ${mac} REACHABLE\n`).join(''),
  );
  box.program('ip', `case "$*" in 'neigh show') cat ${box.root}/answers/ip;; esac`);
  const [json = '', ...text] = (sections.get('nft')?.text ?? '').split('\n');
  box.file('/answers/nft.json', `${json}\n`);
  box.file('/answers/nft.text', text.join('\n'));
  box.program(
    'nft',
    `case "$1" in -j) cat ${box.root}/answers/nft.json;; -a) cat ${box.root}/answers/nft.text;; esac`,
  );
  const { stdout } = box.run(scriptFor(boundary));
  const snapshot = snapshotOf(stdout);
  // Of 50,000 servers somewhere, one or two are a messenger's.
  const sent = mustRead(snapshot.conntrack).lines.filter((line) => line.includes('dport=5223'));
  if (sent.length !== push) throw new Error('not every push entry was sent');
  if (mustRead(snapshot.leases).leases.length !== 250) throw new Error('not every lease was sent');
  const value = Buffer.byteLength(stdout);
  return { name: 'bytes sent, 50,000 entries', value, unit: 'bytes', bound: 65_536, ok: value < 65_536 };
}
