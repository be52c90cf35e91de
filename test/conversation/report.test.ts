import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Platform } from '../../src/chat/platform.ts';
import type { AccountId } from '../../src/model/address.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import { readCapture } from '../../src/probes/engine/capture/read.ts';
import { until } from '../support/redis.ts';
import { type House, openHouse } from './house.ts';

const anna: AccountId = 'telegram:1';
const to = { platform: 'telegram', chat: '1' } as const;

let house: House;
const delivered: Delivery[] = [];

/** Keeps what is delivered. */
const keeping: Platform = {
  id: 'telegram',
  downSince: () => null,
  start: async () => {},
  stop: async () => {},
  async deliver(delivery) {
    delivered.push(delivery);
    return { kind: 'sent', message: '1' };
  },
};

/** What a household has on its router, in many places. */
const plant = `
cat >> /etc/config/firewall <<'END'

config zone
	option name 'smith_guest'
	option network 'smithnet'
	option input 'REJECT'
	option output 'ACCEPT'
	option forward 'REJECT'

config rule 'night'
	option name 'Block Zoes iPad at night'
	option src 'lan'
	option src_mac 'A4:83:E7:12:34:56'
	option proto 'tcp'
	option dest_ip '81.2.69.142'
	option target 'REJECT'
END
cat >> /etc/config/network <<'END'

config interface 'smithnet'
	option proto 'pppoe'
	option username 'user0815@provider.example'
	option password 'hunter2hunter2'
END
cat > /etc/config/dhcp <<'END'
config dnsmasq
	option domain 'smith.home'
	list server '/nas.smith.home/10.77.12.34'

config host
	option name 'Zoes-iPad'
	option mac 'a4:83:e7:12:34:56'
END
cat > /etc/config/wireless <<'END'
config wifi-iface
	option ssid 'Kindergarten'
	option key 'correcthorsebattery'
END
cat >> /etc/config/system <<'END'
	option zonename 'Europe/Berlin'
END
echo smith-gateway > /proc/sys/kernel/hostname
`;

beforeAll(async () => {
  house = await openHouse();
  await house.store.people.setOwners([anna]);
  const { target, hostKey } = house.routers.home;
  const known = { addedAt: 1, lastSeenAt: null, owner: anna };
  await house.store.routers.add({ id: 'r1', name: 'Smiths', ...target, hostKey, ...known });
  await house.open(keeping);
}, 60_000);
afterAll(() => house.close());

test('a report of a router with a household all over it tells what is wrong and nothing of the household', async () => {
  await house.onHome(plant);
  const call = { id: 'c1', account: anna, personName: 'Anna', to, locale: 'zh-hans', at: Date.now() };
  const answered = await house.host.call({ ...call, name: 'report', args: {} });
  expect(answered?.reply.tone).toBe('working');
  const told = () => delivered.find(({ key, reply }) => key === answered?.key && reply.tone !== 'working');
  await until('the report', () => told() !== undefined, 60_000);
  const reply = told()?.reply;
  expect(reply?.title).toContain('的报告');
  const file = reply?.blocks.find(({ kind }) => kind === 'file');
  if (file?.kind !== 'file') throw new Error(JSON.stringify(reply));
  expect(file.name).toBe('pushmedic-report.txt');
  expect(file.text).toMatch(/zone\[\d\]\.name='name\d+_guest'/);
  expect(file.text).toContain("option zonename '*'");
  // Readable: verdict, causes, rules, settings, connections.
  expect(file.text).toContain('impaired, class fixed-pickup');
  expect(file.text).toContain('* offload-eviction (fault): Idle push connections are forgotten');
  expect(file.text).toContain('Ruled out\n');
  expect(file.text).toContain('flow add @ft');
  expect(file.text).toContain("firewall.@defaults[0].flow_offloading='1'");
  expect(file.text).toMatch(/src=192\.168\.108\.\d+ dst=17\.\d+\.\d+\.\d+ .*dport=5223/);
  expect(readCapture(new TextEncoder().encode(file.text)).kind).toBe('capture');
  const secrets =
    /smith|zoe|annas|a4:83:e7|5a:11:22|81\.2\.69|10\.77\.12|192\.168\.1\.|user0815|provider\.example|hunter2|kindergarten|correcthorse|nas\./gi;
  expect([...new Set(file.text.match(secrets) ?? [])]).toEqual([]);
  expect((await house.store.history.read('r1', 5)).map(({ action, phase }) => [action, phase])).toEqual([
    ['report', 'end'],
    ['report', 'start'],
  ]);
}, 120_000);

test('a look tells in which zone a router is set to be; who has no zone of their own is told times in it', async () => {
  await house.onHome(
    "printf \"\\toption zonename 'America/New York'\\n\" > /tmp/z; sed -i '/zonename/d' /etc/config/system; cat /tmp/z >> /etc/config/system",
  );
  delivered.length = 0;
  const call = { id: 'c2', account: anna, personName: 'Anna', to, locale: 'zh-hans', at: Date.now() };
  const answered = await house.host.call({ ...call, name: 'diagnose', args: {} });
  await until(
    'the diagnosis',
    () => delivered.some(({ key, reply }) => key === answered?.key && reply.tone !== 'working'),
    60_000,
  );
  expect(await house.store.notices.zoneFor(anna, to)).toEqual({ zone: 'America/New_York', from: 'router' });
}, 120_000);
