import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, existsSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface MachineShape {
  kernel: string;
  initrd: string;
  /** Added to the kernel's command line. */
  arguments: string[];
  warp: boolean;
  disk: string;
  /** For the console log and its socket. */
  dir: string;
}

export interface Machine {
  port: number;
  console: string;
  bootMs: number;
  /** Asks the guest to sync and go down; kills it when it does not. */
  shutDown(): Promise<void>;
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** QEMU's arguments as measured to be fast and small under plain emulation; `-cx16` avoids a crash of QEMU 7.2. */
function qemuArguments(shape: MachineShape, port: number, accelerator: string): string[] {
  const net = [
    'user,id=n0,ipv6=off,restrict=on,net=192.168.1.0/24,host=192.168.1.2,dns=192.168.1.3',
    `hostfwd=tcp:127.0.0.1:${port}-192.168.1.1:22`,
  ];
  // no_timer_check: on a loaded host the kernel counts too few ticks of an emulated timer, takes it for broken, and
  // panics ("IO-APIC + timer doesn't work!", setup_IO_APIC): https://docs.kernel.org/admin-guide/kernel-parameters.html
  const quiet = 'console=ttyS0 quiet panic=-1 mitigations=off audit=0 no_timer_check';
  const append = [quiet, ...shape.arguments];
  const warp = shape.warp ? ['-icount', 'shift=auto,sleep=off'] : [];
  if (shape.warp) append.push('tsc=reliable');
  return [
    ...['-machine', 'q35,usb=off,vmport=off', '-accel', accelerator, ...warp],
    ...[
      '-cpu',
      'qemu64,-cx16',
      '-smp',
      '1',
      '-m',
      '256',
      '-nodefaults',
      '-no-user-config',
      '-display',
      'none',
    ],
    ...['-no-reboot', '-kernel', shape.kernel, '-initrd', shape.initrd, '-append', append.join(' ')],
    ...[
      '-chardev',
      `socket,id=tty,path=${socketPath(shape)},server=on,wait=off,logfile=${logPath(shape)},logappend=on`,
    ],
    ...['-serial', 'chardev:tty', '-drive', `file=${shape.disk},format=raw,if=virtio,cache=writeback`],
    ...['-netdev', net.join(','), '-device', 'virtio-net-pci,netdev=n0,romfile='],
    ...['-object', 'rng-random,id=r0,filename=/dev/urandom', '-device', 'virtio-rng-pci,rng=r0'],
  ];
}

const socketPath = (shape: MachineShape) => join(shape.dir, 'tty');
const logPath = (shape: MachineShape) => join(shape.dir, 'console.log');
const consoleOf = (shape: MachineShape) =>
  existsSync(logPath(shape)) ? readFileSync(logPath(shape), 'utf8') : '';

/** Plain emulation everywhere: it needs nothing of the host, and the lab's timings were taken with it. */
function accelerator(warp: boolean): string {
  return warp ? 'tcg,thread=single,tb-size=64' : (process.env.LAB_ACCEL ?? 'tcg,tb-size=64');
}

/** `setpriv` ends the machine with us however we end; it is part of every Debian. */
function command(args: string[]): [string, string[]] {
  try {
    accessSync('/usr/bin/setpriv');
    return ['/usr/bin/setpriv', ['--pdeathsig', 'KILL', 'qemu-system-x86_64', ...args]];
  } catch {
    return ['qemu-system-x86_64', args];
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Starts the machine and waits for its `lab: ready` line. */
export async function startMachine(
  shape: MachineShape,
  { port: wanted, bootMs }: { port: number | null; bootMs: number },
): Promise<Machine> {
  const port = wanted ?? (await freePort());
  const from = consoleOf(shape).length;
  const [program, args] = command(qemuArguments(shape, port, accelerator(shape.warp)));
  const began = Date.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint = `${complaint}${data}`.slice(-2000);
  });
  const ended = new Promise<void>((done) => {
    child.once('error', (error) => {
      complaint += error.message;
      done();
    });
    child.once('exit', () => done());
  }).finally(() => running.delete(child));
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };

  while (!/^lab: ready/m.test(consoleOf(shape).slice(from))) {
    if (over || Date.now() - began > bootMs) {
      const how = over ? 'ended while booting' : `was not ready after ${bootMs / 1000} s`;
      await kill();
      throw new Error(`the lab router ${how}.\n${complaint}${consoleOf(shape).slice(from).slice(-2000)}`);
    }
    await sleep(100);
  }
  return {
    port,
    console: logPath(shape),
    bootMs: Date.now() - began,
    async shutDown() {
      await say(socketPath(shape), 'reboot\n');
      await Promise.race([ended, sleep(15_000)]);
      await kill();
    },
    kill,
  };
}

/** Types a line on the guest's console, where its first process listens. */
function say(path: string, line: string): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(path, () => socket.end(line, done));
    socket.once('error', fail);
  });
}
