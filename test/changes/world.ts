import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fw4Program, uciProgram } from '../../src/demo/openwrt/index.ts';
import type { FirewallKind } from '../../src/firewall/index.ts';
import type { ExecEnd, RunLimits } from '../../src/ssh/session.types.ts';

/** A throw-away router: own network and mount namespace, own /tmp and /etc, busybox alone in its PATH, real nft or iptables. */
export interface World {
  kind: FirewallKind;
  run(script: string, limits?: RunLimits & { env?: Record<string, string> }): Promise<ExecEnd>;
  /** stdout of a script that must succeed. */
  out(script: string): Promise<string>;
  dir: string;
  /** Arguments for nsenter that run a program in it. */
  enter(...program: string[]): string[];
  close(): void;
}

export interface WorldOptions {
  backend?: 'legacy' | 'nft';
  ipv6?: boolean;
  /** Bytes /etc may grow by. */
  etcBytes?: number;
}

const base = '/var/tmp';
const standins = join(import.meta.dirname, 'standins');

/** Tools of the worlds that are not busybox's. */
function fill(bin: string, kind: FirewallKind, { backend = 'legacy', ipv6 = true }: WorldOptions): void {
  execFileSync('busybox', ['--install', '-s', bin]);
  if (kind === 'fw4' || kind === 'nftables') cpSync(join(standins, 'nft'), join(bin, 'nft'));
  const programs = {
    ...(kind === 'fw4' ? fw4Program : {}),
    ...(kind === 'fw4' || kind === 'fw3' ? uciProgram : {}),
  };
  for (const [path, text] of Object.entries(programs))
    writeFileSync(join(bin, basename(path)), text, { mode: 0o755 });
  if (kind === 'fw3' || kind === 'iptables') {
    const multi = `/usr/sbin/xtables-${backend}-multi`;
    for (const tool of ['iptables', 'iptables-save', ...(ipv6 ? ['ip6tables', 'ip6tables-save'] : [])])
      symlinkSync(multi, join(bin, tool));
  }
}

export async function makeWorld(kind: FirewallKind, options: WorldOptions = {}): Promise<World> {
  const dir = mkdtempSync(join(base, 'pushmedic-world-'));
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  fill(bin, kind, options);
  const setUp = [
    'mount -t tmpfs none /tmp',
    `mount -t tmpfs -o size=${options.etcBytes ?? 1_000_000} none /mnt`,
    'mkdir /mnt/u /mnt/w',
    'mount -t overlay -o lowerdir=/etc,upperdir=/mnt/u,workdir=/mnt/w overlay /etc',
    'mount -t tmpfs none /run',
    'rm -rf /etc/nftables.d /etc/config',
    'echo 1 >/proc/sys/net/ipv4/ip_forward',
    'echo ready',
    'exec sleep 100000',
  ].join(' && ');
  const holder = spawn('unshare', ['-n', '-m', '--propagation', 'private', 'sh', '-c', setUp], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const world = enter(kind, dir, holder);
  try {
    await world.out(start[kind]);
    return world;
  } catch (error) {
    world.close();
    throw error;
  }
}

function enter(kind: FirewallKind, dir: string, holder: ChildProcess): World {
  const inside = (...program: string[]) => ['-t', String(holder.pid), '-n', '-m', ...program];
  const run: World['run'] = async (script, limits = {}) => {
    const startedAt = Date.now();
    const args = inside('/bin/busybox', 'ash', '-c', script);
    const env = { PATH: join(dir, 'bin'), WORLD: dir, ...limits.env };
    // A process group of its own, as under an SSH server: what kills a step kills no more than the step.
    const child = spawn('/usr/bin/nsenter', args, { stdio: ['ignore', 'pipe', 'pipe'], env, detached: true });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => {
      said.stdout += data;
    });
    child.stderr.on('data', (data) => {
      said.stderr += data;
    });
    const [code, signal] = await once(child, 'close');
    const bytes = said.stdout.length + said.stderr.length;
    return { code, signal, ...said, bytes, ms: Date.now() - startedAt };
  };
  return {
    kind,
    dir,
    run,
    enter: inside,
    async out(script) {
      const ran = await run(script);
      if (ran.code !== 0) throw new Error(`exit ${ran.code}: ${ran.stderr}\n${script}`);
      return ran.stdout;
    },
    close() {
      holder.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Commands by which a script changes something, or has something else change it. */
const changing = [
  'cat',
  'cp',
  'mv',
  'rm',
  'mkdir',
  'sync',
  'sh',
  'nft',
  'fw4',
  'uci',
  'iptables',
  'ip6tables',
];

/**
 * Environment under which the nth of the changing commands a script runs (from 1), at any depth, kills the script's
 * whole process group instead. `$WORLD/count` tells how many there were.
 */
export function killedAt(world: World, nth: number): Record<string, string> {
  const shims = join(world.dir, 'shims');
  if (!existsSync(shims)) {
    mkdirSync(shims);
    for (const name of changing.filter((one) => existsSync(join(world.dir, 'bin', one)))) {
      const text = `#!/bin/busybox ash
n=0
read -r n 2>/dev/null <$WORLD/count
echo $((n + 1)) >$WORLD/count
[ $((n + 1)) -ne "$KILL_AT" ] || kill -9 0
exec $WORLD/bin/${name} "$@"
`;
      writeFileSync(join(shims, name), text, { mode: 0o755 });
    }
  }
  rmSync(join(world.dir, 'count'), { force: true });
  return { PATH: `${shims}:${join(world.dir, 'bin')}`, KILL_AT: String(nth) };
}

export const commandsRun = (world: World): number => Number(readFileSync(join(world.dir, 'count'), 'utf8'));

const openwrtConfig = `cat >/etc/config/firewall <<'CONFIG'
# Hand-written remarks must survive.
config defaults
	option syn_flood	1
	option flow_offloading '1'

config zone
	option name		lan
	list   network		'lan'

### EXAMPLE
#config redirect

config zone
	option name		wan
	list   network		'wan'
	option masq		1

config forwarding
	option src lan
	option dest wan

config include
	option path /etc/firewall.user
CONFIG
cat >/etc/config/network <<'CONFIG'
config device
	option name 'br-lan'
	list ports 'lan1'

config interface 'lan'
	option device 'br-lan'

config interface 'wan'
	option device 'wan'
CONFIG`;

const fw3Rules = (tool: string): string => `${tool} -P FORWARD DROP
${tool} -N forwarding_rule
${tool} -N FLOWOFFLOAD
${tool} -N reject
${tool} -A FORWARD -m comment --comment '!fw3: Custom forwarding rule chain' -j forwarding_rule
${tool} -A FORWARD -m comment --comment '!fw3: Traffic offloading' -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD
${tool} -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment '!fw3' -j ACCEPT
${tool} -A FORWARD -m comment --comment '!fw3' -j reject`;

const both = (rules: (tool: string) => string): string =>
  ['iptables', 'ip6tables'].map((t) => `if command -v ${t} >/dev/null; then\n${rules(t)}\nfi`).join('\n');

/** What each firewall looks like when it has started. */
const start: Record<FirewallKind, string> = {
  fw4: `mkdir -p /etc/nftables.d /etc/config
${openwrtConfig}
echo '# chains of the owner' >/etc/nftables.d/10-custom-filter-chains.nft
fw4 start`,
  fw3: `mkdir -p /etc/config
${openwrtConfig}
${both(fw3Rules)}`,
  nftables: `nft -f - <<'RULES'
table inet edge {
	flowtable ft {
	}
	chain forward {
		type filter hook forward priority 0; policy drop;
		ip protocol icmp accept
		meta l4proto { tcp, udp } flow add @ft
		ct state established,related accept
	}
	chain mangle {
		type filter hook forward priority -150; policy accept;
		tcp dport 443 counter
	}
}
RULES`,
  iptables: both(
    (tool) => `${tool} -N FLOWOFFLOAD
${tool} -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD
${tool} -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  ),
};

const forget = `for p in /tmp/pushmedic/*/timer; do kill "$(cat $p)"; done 2>/dev/null
rm -rf /tmp/* /run/*`;

/** The power is cut: what was in memory is gone, what is on the flash stays. Then the firewall starts as at boot. */
export const reboot = {
  fw4: `${forget}
nft delete table inet fw4
fw4 start`,
  // fw3 sources its includes once the rules are in.
  fw3: `${forget}
for t in iptables ip6tables; do $t -F; $t -X; done
${both(fw3Rules)}
s=$(uci -q get firewall.pushmedic.path) && ( . $s )
:`,
} as const;
