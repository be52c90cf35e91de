import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { capturedLooks } from '../../src/diagnosis/looks.ts';
import { publicReport } from '../../src/diagnosis/report/public-report.ts';
import type { Capture } from '../../src/probes/engine/capture/capture.ts';
import { readCapture } from '../../src/probes/engine/capture/read.ts';
import { publishedCapture } from '../../src/probes/engine/redact/publish.ts';
import { storedCapture } from '../support/captures.ts';
import { routers } from './support.ts';

const read = (text: string): Capture => {
  const file = readCapture(new TextEncoder().encode(text), 4_000_000);
  if (file.kind !== 'capture') throw new Error(file.kind);
  return file.capture;
};
const judged = async (capture: Capture) => (await diagnose(capturedLooks(capture, 0), causes)).judgement;
const reported = async (capture: Capture): Promise<string> => {
  const published = publishedCapture(capture);
  return publicReport({
    judgement: await judged(read(published)),
    before: await judged(capture),
    forgotten: [],
    capture: published,
    tool: 'pushmedic 1.2.3',
    at: Date.UTC(2026, 10, 27),
  });
};

const stored = [
  ...routers.map((name) => `routers/${name}`),
  'findings/22.03-fw4-5.10-idle-v6',
  'findings/21.02-fw3-5.10-cured',
  'findings/24.10-fw4-6.1-idle',
];

/** What a household must not find in what it publishes. In small letters: it is looked for in any. */
const secrets = [
  'smith', // the family, in hosts, zones, interfaces, sets, rules, files, domains
  'annas', // a device
  'müller',
  'a4:83:e7:12:34:56',
  'a4-83-e7-12-34-56',
  '10.77.12.34',
  '81.2.69.142',
  '2a02:8071:b1:2c3d:4e5f:6071:8293:a4b5',
  'fd77:8888:9999::1',
  'kindergarten', // an SSID
  'hunter2hunter2',
  'ghp_16c7e42f292c6912e7710c838347ae178b4a'.slice(4),
  'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk='.toLowerCase(),
  '0011223344556677889900aabbccddeeff001122',
  'user0815', // PPPoE
  'provider.example',
  'nas.intern',
];

function planted(capture: Capture): Capture {
  const more: Record<string, string> = {
    system: 'hostname=smith-gateway\n',
    leases:
      '1795561684 a4:83:e7:12:34:56 10.77.12.34 Annas-iPhone 01:a4:83:e7:12:34:56\n1795561684 a4:83:e7:12:34:57 10.77.12.35 Müllers-Pad *\n',
    neighbours: 'fd77:8888:9999::1 dev wg_smith lladdr a4:83:e7:12:34:56 STALE\n',
    uci: [
      'firewall.smith_block=rule',
      "firewall.smith_block.name='Annas iPhone late at night'",
      "firewall.smith_block.src_mac='A4:83:E7:12:34:56'",
      "firewall.@zone[7]=zone\nfirewall.@zone[7].name='smith_guest'",
      "firewall.@zone[7].network='smithvpn' 'kindergarten'",
      "firewall.@ipset[0]=ipset\nfirewall.@ipset[0].name='annas_things'\nfirewall.@ipset[0].entry='10.77.12.34'",
      "firewall.@include[8]=include\nfirewall.@include[8].path='/etc/smith.user'",
      "firewall.token.token='ghp_16c7e42f292c6912e7710c838347ae178b4a'",
      "firewall.token.key='yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk='",
      '',
    ].join('\n'),
    nft: [
      'table inet smith {',
      '\tset annas_phones {',
      '\t\ttype ether_addr',
      '\t\telements = { a4:83:e7:12:34:56 }',
      '\t}',
      '\tchain forward_smith_guest { # handle 9',
      '\t\tip saddr 10.77.12.34 log prefix "SMITH-DROP: " drop comment "for Müller at 81.2.69.142" # handle 10',
      '\t}',
      '}',
      '',
    ].join('\n'),
    config: [
      "/etc/config/network:config interface 'smithvpn'",
      "/etc/config/network:\toption proto 'wireguard'",
      "/etc/config/network:\toption private_key 'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk='",
      "/etc/config/network:\toption username 'user0815@provider.example'",
      "/etc/config/network:\toption password 'hunter2hunter2'",
      "/etc/config/dhcp:config host 'annas_phone'",
      "/etc/config/dhcp:\tlist server '/nas.intern/10.77.12.34'",
      '',
    ].join('\n'),
    interfaces:
      '{"interface":[{"interface":"smithvpn","device":"wg_smith","l3_device":"wg_smith","ipv6-address":[{"address":"2a02:8071:b1:2c3d:4e5f:6071:8293:a4b5","mask":64}],"data":{"hostname":"smith","username":"user0815"},"dns-search":["nas.intern"]}]}\n',
    log: [
      'Tue Nov 24 11:11:19 2026 daemon.notice pppd[99]: Remote message: welcome user0815@provider.example',
      'Tue Nov 24 11:11:20 2026 daemon.notice hostapd: Kindergarten: AP-STA-CONNECTED a4:83:e7:12:34:56',
      "Tue Nov 24 11:11:21 2026 daemon.notice netifd: Interface 'smithvpn' is now up",
      'Tue Nov 24 11:11:22 2026 daemon.err ddns: update of nas.intern failed, token=hunter2hunter2 a4-83-e7-12-34-56',
      'Tue Nov 24 11:11:23 2026 kern.warn kernel: SMITH-DROP: IN=wg_smith SRC=10.77.12.34 DST=81.2.69.142 id 0011223344556677889900aabbccddeeff001122',
      '',
    ].join('\n'),
    own: "foreign 20-smith.nft\nfirewall.@include[8].path='/etc/smith.user'\n",
  };
  const sections = new Map(
    [...capture.sections].map(([id, section]) => [id, { ...section, text: section.text + (more[id] ?? '') }]),
  );
  for (const [id, text] of Object.entries(more)) if (!sections.has(id)) sections.set(id, { status: 0, text });
  return { ...capture, sections };
}

describe('a report for everybody', () => {
  it.each(stored)('means what the router means, and its file is a capture again: %s', async (name) => {
    const capture = storedCapture(name);
    const text = await reported(capture);
    expect(text).not.toContain('The router itself was judged');
    const before = await judged(capture);
    expect(text).toContain(`${before.verdict}, class ${before.class}`);
    for (const { id } of before.findings) expect(text).toContain(`* ${id} (`);
    for (const { id } of before.ruledOut) expect(text).toContain(`* ${id}: `);
    const again = await judged(read(text));
    expect([again.verdict, again.class, again.findings.map(({ id }) => id)]).toEqual([
      before.verdict,
      before.class,
      before.findings.map(({ id }) => id),
    ]);
    expect(again.flows.map(({ server, service }) => [server, service])).toEqual(
      before.flows.map(({ server, service }) => [server, service]),
    );
  });

  it.each(stored)('holds nothing of what was planted everywhere: %s', async (name) => {
    const whole = planted(storedCapture(name));
    const everything = [...whole.sections.values()].map(({ text }) => text.toLowerCase()).join('');
    expect(secrets.filter((secret) => !everything.includes(secret))).toEqual([]);
    const text = (await reported(whole)).toLowerCase();
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('calls the same the same everywhere, and stays readable', () => {
    const text = publishedCapture(planted(storedCapture(stored[0] ?? '')));
    const zone = /zone\[7\]\.name='(name\d+_guest)'/.exec(text)?.[1] ?? '';
    expect(zone).not.toBe('');
    expect(text).toContain(`chain forward_${zone} {`);
    const family = zone.replace('_guest', '');
    expect(text).toContain(`wg_${family}`);
    expect(text).toContain('log prefix "');
    expect(text).toContain("option proto 'wireguard'");
    expect(text).toMatch(/src_mac='00:00:5e:00:/);
  });

  it('replaces a device’s name however it is written', () => {
    const capture = storedCapture(stored[0] ?? '');
    const sections = new Map(capture.sections)
      .set('leases', { status: 0, text: '1 a4:83:e7:00:00:01 10.1.1.1 Zoes Galaxy-S9 *\n' })
      .set('log', {
        status: 0,
        text: 'x kernel: zoes_galaxy_s9 ZOES GALAXY S9 zoesgalaxys9 Zoes-Galaxy-S90 Zoes\n',
      });
    const text = publishedCapture({ ...capture, sections });
    expect(text).toContain('x kernel: device-1 device-1 device-1 Zoes-Galaxy-S90 Zoes\n');
  });

  it('is not led astray by a device that calls itself like the rules', async () => {
    const capture = storedCapture(stored[0] ?? '');
    const leases = capture.sections.get('leases')?.text ?? '';
    const names = ['ip saddr', 'accept', 'tcp-dport', 'forward', '.*', '(a+)+$', 'x'.repeat(300)];
    const hostile = names.map((name, at) => `1795561684 a4:83:e7:00:00:0${at} 10.1.1.${at + 1} ${name} *\n`);
    const sections = new Map(capture.sections).set('leases', { status: 0, text: leases + hostile.join('') });
    expect(await reported({ ...capture, sections })).not.toContain('The router itself was judged');
  });
});
