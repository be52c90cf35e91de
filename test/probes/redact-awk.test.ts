import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Capture } from '../../src/probes/engine/capture/capture.ts';
import { writeCapture } from '../../src/probes/engine/capture/write.ts';
import { kindsInWords } from '../../src/probes/engine/redact/addresses.ts';
import { redactedCapture } from '../../src/probes/engine/redact/redact.ts';
import { storedCapture } from '../support/captures.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'pushmedic-redact-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function byAwk(capture: Capture): string {
  const text = (id: string) => capture.sections.get(id)?.text ?? '';
  writeFileSync(join(dir, 'leases'), text('leases'));
  writeFileSync(join(dir, 'hostname'), `${/^hostname=(.*)$/m.exec(text('system'))?.[1] ?? ''}\n`);
  const sets = [`KINDS=${kindsInWords}`, `F=${join(dir, 'leases')}`, `H=${join(dir, 'hostname')}`];
  const words = ['awk', ...sets.flatMap((set) => ['-v', set]), '-f', 'src/probes/engine/redact/redact.awk'];
  const input = writeCapture(capture.head, capture.sections);
  const ran = spawnSync('busybox', words, { input, encoding: 'utf8', maxBuffer: 10_000_000 });
  expect([ran.error, ran.stderr, ran.status]).toEqual([undefined, '', 0]);
  return ran.stdout;
}

const stored = ['routers', 'findings', 'cases'].flatMap((folder) =>
  readdirSync(`test/fixtures/${folder}`)
    .filter((name) => name.endsWith('.pmcap'))
    .map((name) => `${folder}/${name.slice(0, -'.pmcap'.length)}`),
);

test.each(stored)('the router’s own awk redacts %s as we do here', (name) => {
  const capture = storedCapture(name);
  expect(byAwk(capture)).toBe(redactedCapture(capture));
});

test('and everything that is personal in one made up', () => {
  const sections = {
    system: 'kernel=5.10.1.2\nhostname=smith-family\n',
    uci: "firewall.@rule[0]=rule\nfirewall.@rule[0].name='Allow-Ping'\nfirewall.@rule[1]=rule\nfirewall.@rule[1].name='Bob PS5'\nfirewall.@rule[1].src_mac='AA:BB:CC:DD:EE:01'\n",
    nft: '\t\tip saddr 10.20.30.40 accept comment "!fw4: Bob PS5 (reflection)"\n\t\tip daddr 10.20.30.0/24 drop comment "for Bob"\n\t\tip6 saddr { fd00:1::5, 2a02:8071:1::/48, ::1 } accept comment "pushmedic:apns:v1"\n',
    iptables:
      '-A FORWARD -m comment --comment "it is \\"Bob\\"" -j ACCEPT\n-A FORWARD -m comment --comment Bob -j ACCEPT\n',
    leases:
      '1 5a:11:22:33:44:55 10.20.30.40 Annas iPhone 01:5a:11:22:33:44:55\n2 99 fd00:1::5 * 00:01:00:01\nduid 0001\n',
    log: 'a kernel: Annas iPhone left smith-family by bob@mail.example.org 12:34:56 100.72.3.4\n',
    config: "/etc/config/dhcp:config host 'annas'\n/etc/config/dhcp:\tlist server '/corp.example/10.9.8.7'\n",
    dns: 'Address:\t192.168.1.1:53\nAddress: ::ffff:192.168.1.1\n2a02:8071:1:2:3:4:5:6:53 2001:db8:abcd:12:a8b:\n',
    samples: 'at 1.50\nnear 10.20.30.40 dev br-lan lladdr 5a:11:22:33:44:55 STALE\n',
  };
  const capture: Capture = {
    head: new Map([['tool', 'test']]),
    sections: new Map(Object.entries(sections).map(([id, text]) => [id, { status: 0, text }])),
    broken: new Map(),
    twice: [],
    strayLines: 0,
  };
  expect(byAwk(capture)).toBe(redactedCapture(capture));
});
