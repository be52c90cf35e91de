import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** A client, a router and a server, each in a network namespace of its own; needs root. */
export interface Net {
  /** Runs a program in the router's namespace. */
  router(
    command: string,
    args: string[],
    input?: string,
  ): { status: number | null; stdout: string; stderr: string };
  /** Makes a TCP connection through the router, says something and is answered. `null`: nobody answered. */
  talk(family: 'ipv4' | 'ipv6', port: number): Promise<{ clientPort: number } | null>;
  close(): void;
}

export const client = { ipv4: '192.168.1.20', ipv6: 'fd00:1::20' } as const;
export const server = { ipv4: '17.57.144.10', ipv6: '2620:149:a44::10' } as const;
export const ports = [443, 5223, 5228] as const;

const serverProgram = `
const net = require('node:net');
let open = 0;
for (const port of ${JSON.stringify(ports)})
  net.createServer((s) => { s.on('error', () => {}); s.on('data', (d) => s.write(d)); }).listen(port, '::', () => ++open === ${ports.length} && console.log('ready'));
`;

const clientProgram = `
const net = require('node:net');
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [host, port] = line.split(' ');
  const s = net.connect({ host, port: Number(port) });
  let done = false;
  const say = (text) => { if (done) return; done = true; console.log(text); s.resetAndDestroy?.(); };
  s.setTimeout(250, () => say('-'));
  s.on('error', () => say('-'));
  s.on('connect', () => s.write('hello'));
  let heard = 0;
  s.on('data', () => (++heard < 2 ? s.write('again') : say(String(s.localPort))));
});
console.log('ready');
`;

export async function makeNet(): Promise<Net> {
  const router = spawn('unshare', ['-n', 'sh', '-c', 'echo ready; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const far = spawn('unshare', ['-n', process.execPath, '-e', serverProgram], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const near = spawn('unshare', ['-n', process.execPath, '-e', clientProgram], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = linesOf(near);
  await Promise.all([router, far].map((one) => once(linesOf(one), 'line')).concat([once(lines, 'line')]));
  const within = (child: ChildProcess) => (command: string, args: string[], input?: string) => {
    const ran = spawnSync('nsenter', ['-t', String(child.pid), '-n', command, ...args], {
      encoding: 'utf8',
      maxBuffer: 20_000_000,
      ...(input !== undefined && { input }),
    });
    return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
  };
  const must = (child: ChildProcess, script: string) => {
    const { status, stderr } = within(child)('sh', ['-ec', script]);
    if (status !== 0) throw new Error(`network namespaces could not be made: ${stderr}`);
  };
  must(
    router,
    `ip link add lan0 type veth peer name eth0 netns ${near.pid}
ip link add wan0 type veth peer name eth0 netns ${far.pid}
ip addr add 192.168.1.1/24 dev lan0; ip addr add fd00:1::1/64 dev lan0 nodad
ip addr add 17.57.144.1/24 dev wan0; ip addr add 2620:149:a44::1/64 dev wan0 nodad
ip link set lo up; ip link set lan0 up; ip link set wan0 up
echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding`,
  );
  const end = (address: string, six: string, gateway: string, gatewaySix: string) =>
    `ip link set lo up; ip link set eth0 up; ip addr add ${address}/24 dev eth0; ip addr add ${six}/64 dev eth0 nodad
ip route add default via ${gateway}; ip -6 route add default via ${gatewaySix}`;
  must(near, end(client.ipv4, client.ipv6, '192.168.1.1', 'fd00:1::1'));
  must(far, end(server.ipv4, server.ipv6, '17.57.144.1', '2620:149:a44::1'));
  return {
    router: within(router),
    async talk(family, port) {
      const answered = once(lines, 'line');
      near.stdin?.write(`${server[family]} ${port}\n`);
      const [line] = await answered;
      return line === '-' ? null : { clientPort: Number(line) };
    },
    close() {
      for (const child of [near, far, router]) child.kill('SIGKILL');
    },
  };
}

function linesOf(child: ChildProcess): Interface {
  if (!child.stdout) throw new Error('no standard output');
  return createInterface({ input: child.stdout });
}
