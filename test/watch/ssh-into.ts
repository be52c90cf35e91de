import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { HostKey, Target } from '../../src/model/router.ts';
import { hostKeyOf } from '../../src/ssh/fingerprint.ts';
import type { World } from '../changes/world.ts';
import { onPath } from '../ssh/dropbear.ts';

/** A real dropbear inside a {@link World}, reached through a port of this machine. */
export interface Door {
  target: Target;
  hostKey: HostKey;
  /** Breaks all connections, as a reboot does. */
  cut(): void;
  close(): Promise<void>;
}

export async function sshInto(world: World, authorized: string): Promise<Door> {
  const [dropbear, dropbearkey] = ['dropbear', 'dropbearkey'].map(onPath);
  if (!dropbear || !dropbearkey) throw new Error('needs dropbear-bin');
  const hostFile = join(world.dir, 'host_ed25519');
  execFileSync(dropbearkey, ['-t', 'ed25519', '-f', hostFile], { stdio: 'ignore' });
  const line = execFileSync(dropbearkey, ['-y', '-f', hostFile], { encoding: 'utf8' });
  const hostKey = hostKeyOf(Buffer.from(/^ssh-\S+ (\S+)/m.exec(line)?.[1] ?? '', 'base64'));
  const shell = join(world.dir, 'ash');
  const environment = `PATH=${join(world.dir, 'bin')} WORLD=${world.dir}`;
  writeFileSync(shell, `#!/bin/busybox ash\nexport ${environment}\nexec /bin/busybox ash "$@"\n`, {
    mode: 0o755,
  });
  // The world's /etc is its own.
  await world.out(`mkdir -p /tmp/root/.ssh && chmod 700 /tmp/root /tmp/root/.ssh
echo '${authorized}' >/tmp/root/.ssh/authorized_keys && chmod 600 /tmp/root/.ssh/authorized_keys
echo 'root:x:0:0:root:/tmp/root:${shell}' >/etc/passwd
echo '${shell}' >/etc/shells`);

  await world.out('ip link set lo up');
  const daemon = spawn(
    '/usr/bin/nsenter',
    world.enter(dropbear, '-F', '-s', '-p', '127.0.0.1:22', '-r', hostFile),
    {
      stdio: 'ignore',
      detached: true,
    },
  );
  const ended = once(daemon, 'exit');
  const stop = async () => {
    // Its process group: what serves connections goes with it.
    if (daemon.pid !== undefined && daemon.exitCode === null) process.kill(-daemon.pid, 'SIGKILL');
    await ended;
  };
  const { code } = await world.run(
    'n=0; until grep -q 0100007F:0016 /proc/net/tcp; do n=$((n+1)); [ $n -lt 100 ] || exit 1; sleep 0.1; done',
  );
  if (code !== 0) {
    await stop();
    throw new Error('dropbear does not listen');
  }

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const wire = spawn('/usr/bin/nsenter', world.enter('/bin/busybox', 'nc', '127.0.0.1', '22'), {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    socket.pipe(wire.stdin);
    wire.stdout.pipe(socket);
    wire.stdin.on('error', () => {});
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      wire.kill('SIGKILL');
    });
    wire.on('exit', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    target: { host: '127.0.0.1', port: address.port, user: 'root' },
    hostKey,
    cut,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
      await stop();
    },
  };
}
