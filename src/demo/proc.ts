import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostPath } from './files.ts';
import { catchUp, type Machine } from './machine.ts';
import { conntrack } from './world.ts';

/** Readers see the old file or the new one, never half of one. */
function replaceFile(root: string, path: string, text: string): void {
  const target = hostPath(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.new`, text);
  renameSync(`${target}.new`, target);
}

const columns =
  'entries  clashres found new invalid ignore delete delete_list insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart';

/** Lease times and neighbour tables: what names devices. */
function writeDevices(machine: Machine): void {
  const expires = machine.clock.epochS() + 36_000;
  const leases = machine.devices.map((d) => `${expires} ${d.mac} ${d.ip} ${d.name || '*'} 01:${d.mac}\n`);
  replaceFile(machine.root, '/tmp/dhcp.leases', leases.join(''));
  const arp = machine.devices.map(
    (d) => `${d.ip.padEnd(17)}0x1         0x2         ${d.mac}     *        br-lan\n`,
  );
  const head = 'IP address       HW type     Flags       HW address            Mask     Device\n';
  replaceFile(machine.root, '/proc/net/arp', `${head}${arp.join('')}`);
}

/** Rewrites what changes with time. */
export function refreshProc(machine: Machine): void {
  catchUp(machine);
  const { root, world, clock } = machine;
  const count = world.entries.length;
  const numbers = [count, ...Array.from({ length: 16 }, () => 0)].map((n) => n.toString(16).padStart(8, '0'));
  replaceFile(root, '/proc/net/nf_conntrack', conntrack(world));
  replaceFile(root, '/proc/net/stat/nf_conntrack', `${columns}\n${numbers.join(' ')}\n`);
  replaceFile(root, '/proc/sys/net/netfilter/nf_conntrack_count', `${count}\n`);
  replaceFile(root, '/proc/uptime', `${clock.nowS().toFixed(2)} ${(clock.nowS() * 0.9).toFixed(2)}\n`);
  replaceFile(root, '/proc/sys/kernel/random/boot_id', `${machine.bootId}\n`);
  writeDevices(machine);
}
