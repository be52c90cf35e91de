import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { type Client, connect, identity } from './client.ts';

/** What OpenWrt 24.10's own programs printed, without the command line and the status around it. */
function capture(name: string): string {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/demo', `${name}.txt`), 'utf8');
  return text.slice(text.indexOf('\n') + 1).replace(/\n?\[rc=\d+\]\n$/, '\n');
}
const lines = (text: string) => text.split('\n').map((line) => line.trim());
const noHandles = (text: string) => text.replace(/ # handle \d+/g, '');
const noCounts = (text: string) => text.replace(/packets \d+ bytes \d+/g, 'packets N bytes N');

let demo: DemoRouter;
let client: Client;
const out = async (script: string) => {
  const { stdout, stderr } = await client.run(script);
  return `${stdout}${stderr}`;
};
const file = '/etc/nftables.d/05-pushfix.nft';
const rule = (side: string) =>
  `\ttcp ${side} { 5223, 5228-5230 } ct state established,related counter accept comment "pushfix:apns:v1"\n`;
const wayA = (type: boolean) => `cat >${file} <<'RULES'
chain forward {
${type ? '\ttype filter hook forward priority filter; policy drop;\n' : ''}${rule('dport')}${rule('sport')}}
RULES
`;
const cold = `fw4 print | grep -v '^delete flowtable' | sed 's/inet fw4/inet fw4chk/' | nft -c -f /dev/stdin`;
const broken = 'Could not process rule: Operation not supported';

beforeEach(async () => {
  demo = await startDemoRouter({ identityKeys: [identity.public], kernel: 'fixed' });
  client = await connect(demo);
});
afterEach(async () => {
  client.end();
  await demo.close();
});

/** JSON without what differs from run to run. */
function steady(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(steady);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['handle', 'metainfo', 'packets', 'bytes'].includes(key))
      .map(([key, each]) => [key, steady(each)]),
  );
}

describe('stand-ins against what the real programs printed', () => {
  test('fw4 print: every line is one of the real print, in its order', async () => {
    const real = lines(capture('10-offloaded-fw4-print'));
    let at = 0;
    for (const line of lines(await out('fw4 print')).filter((each) => !each.startsWith('devices ='))) {
      const found = real.indexOf(line, at);
      expect(found, line).toBeGreaterThanOrEqual(at);
      at = found;
    }
    expect(at).toBeGreaterThan(100);
  });

  test('nft list chain, with and without -j, with a way-A file', async () => {
    await client.run(`${wayA(true)}fw4 check && fw4 reload`);
    const text = await out('nft -a list chain inet fw4 forward');
    expect(noCounts(noHandles(text))).toBe(noCounts(noHandles(capture('42-cured-nft-forward-a'))));
    const handles = [...text.matchAll(/# handle (\d+)/g)].map(([, n]) => n);
    expect(new Set(handles).size).toBe(8);
    const json = JSON.parse(await out('nft -j -a list chain inet fw4 forward'));
    expect(steady(json)).toEqual(steady(JSON.parse(capture('42-cured-nft-forward-ja'))));
  });

  test('nft list flowtables', async () => {
    const devices = /devices = \{[^}]*\}/;
    const real = capture('10-offloaded-nft-flowtables').replace(devices, '');
    expect((await out('nft list flowtables')).replace(devices, '')).toBe(real);
    const json = JSON.parse(await out('nft -j list flowtables'));
    const realJson = JSON.parse(capture('10-offloaded-nft-flowtables-j'));
    expect(Object.keys(json.nftables[1].flowtable)).toEqual(Object.keys(realJson.nftables[1].flowtable));
  });

  test('offload switched off: no flowtable, no offload rule', async () => {
    await client.run('uci set firewall.@defaults[0].flow_offloading=0; uci commit firewall; fw4 reload');
    const seen = await out('nft list flowtables; fw4 print | head -2; nft list chain inet fw4 forward');
    const nothing = 'table inet fw4 {\n}\ntable inet fw4\nflush table inet fw4\n';
    expect(capture('20-off')).toContain(nothing);
    expect(seen).toContain(nothing);
    expect(seen).not.toContain('flow add');
  });
});

describe("fw4's traps, as captured", () => {
  test('a way-A file without its type line passes check and reload, and fails cold', async () => {
    expect(await out(`${wayA(false)}fw4 check; fw4 reload; echo rc=$?`)).toBe(
      'Ruleset passes nftables check.\nrc=0\n',
    );
    expect(demo.rules()[0]).toContain('pushfix');
    const checked = await out(`${cold}; echo rc=$?`);
    expect(capture('82-bypass-check')).toContain(broken);
    expect(checked).toContain(broken);
    expect(checked).toContain('rc=1\n');
    // Restart checks while the table is there, then deletes it and fails, with status 0.
    const restart = await client.run('fw4 restart');
    expect(restart).toMatchObject({ code: 0, stderr: expect.stringContaining(broken) });
    expect(capture('80-restart-nohook-live')).toContain('restart rc=0\ntables:\n==');
    expect(demo.rules()).toEqual([]);
    await client.run(`rm ${file}; fw4 reload`);
    expect(demo.rules()).toHaveLength(5);
  });

  test('the cold check passes a right file', async () => {
    expect(await out(`${wayA(true)}${cold}; echo rc=$?`)).toBe('rc=0\n');
  });

  test('nonsense in a file: check says 1 and where, reload says 0 and keeps the old rules', async () => {
    const rules = demo.rules();
    const checked = await client.run(`${wayA(true)}echo 'nonsense here' >>${file}; fw4 check`);
    expect(checked.code).toBe(1);
    const said = /05-pushfix\.nft:6:1-8: Error: syntax error, unexpected string\nnonsense here\n\^{8}\n/;
    expect(capture('48-wayA-broken')).toMatch(said);
    expect(checked.stderr).toMatch(said);
    expect(checked.stderr).toMatch(/^In file included from \/dev\/stdin:\d+:2-33:\n/);
    expect((await client.run('fw4 reload')).code).toBe(0);
    expect(demo.rules()).toEqual(rules);
  });

  test('bare rules are lost at the next reload, and start refuses a loaded firewall', async () => {
    await client.run(`nft insert rule inet fw4 forward tcp sport 5223 accept comment '"mine"'`);
    expect(demo.rules()[0]).toBe('tcp sport 5223 accept comment "mine"');
    await client.run('/etc/init.d/firewall reload');
    expect(demo.rules()).toHaveLength(5);
    const loaded = 'The fw4 firewall appears to be already loaded.\n';
    expect(capture('28-fw4start')).toContain(`${loaded}rc=1\n`);
    expect(await client.run('fw4 start')).toMatchObject({ code: 1, stderr: loaded });
  });

  test("a boot with a file that fails cold leaves no firewall; stop takes everybody's tables", async () => {
    await client.run(wayA(false));
    await demo.reboot();
    client = await connect(demo);
    expect(await out('nft list tables')).toBe('');
    await client.run(`rm ${file}; fw4 reload; nft add table inet mine`);
    expect(await out('nft list tables')).toBe('table inet fw4\ntable inet mine\n');
    await client.run('/etc/init.d/firewall stop');
    expect(await out('nft list tables')).toBe('');
  });
});
