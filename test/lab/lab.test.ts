import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { readValue } from '../../src/probes/engine/probe.ts';
import { capture, comparable } from './support/capture.ts';
import { product } from './support/product.ts';
import { makeIdentity, openShell, type Shell } from './support/shell.ts';

/** The lab itself, held against what was measured on real kernels and on OpenWrt's own userland. */
const shapes = {
  'fw4 on 5.10': { kernel: '5.10', firewall: 'fw4' },
  'fw3 on 5.10': { kernel: '5.10', firewall: 'fw3' },
  'fw4 on 6.1': { kernel: '6.1', firewall: 'fw4' },
  'fw4 on 6.12': { kernel: '6.12', firewall: 'fw4' },
} as const;
type Shape = keyof typeof shapes;

const identity = makeIdentity();
const labs = new Map<Shape, Lab>();
const shells = new Map<Shape, Shell>();
const on = (shape: Shape): Shell => {
  const shell = shells.get(shape);
  if (!shell) throw new Error(`${shape} did not boot`);
  return shell;
};
const labOf = (shape: Shape): Lab => {
  const lab = labs.get(shape);
  if (!lab) throw new Error(`${shape} did not boot`);
  return lab;
};
const names = Object.keys(shapes) as Shape[];

beforeAll(async () => {
  await Promise.all(
    names.map(async (name) => {
      const lab = await bootLab({ ...shapes[name], authorizedKey: identity.publicLine });
      labs.set(name, lab);
      shells.set(name, await openShell(lab, identity));
    }),
  );
});
afterAll(async () => {
  for (const shell of shells.values()) shell.close();
  await Promise.all([...labs.values()].map((lab) => lab.stop()));
});

// Read once for nothing: the first reading drops what has run out, and misses as many that have not.
const push = `cat /proc/net/nf_conntrack > /dev/null; grep -w 5223 /proc/net/nf_conntrack | grep -v -e _WAIT -e CLOSE`;
const lines = async (shape: Shape) => (await on(shape).text(push)).trim().split('\n');

describe.each(names)('%s', (shape) => {
  const affected = shapes[shape].kernel === '5.10';

  test('has one offloaded push connection per family, without timeout and state', async () => {
    await on(shape).run('/lab/phone fresh');
    const found = await lines(shape);
    expect(found).toHaveLength(2);
    for (const line of found) {
      expect(line).toMatch(
        /^ipv(4 {5}2|6 {5}10) tcp {6}6 src=\S+ dst=\S+ sport=\d+ dport=5223 .*\[OFFLOAD\] mark=0 zone=0 use=\d+$/,
      );
    }
    expect(found.join('\n')).toContain('src=192.168.1.188 dst=17.57.144.10');
    expect(found.join('\n')).toContain('src=fd00:0001:0000:0000:0000:0000:0000:0188 dst=2620:0149:0a44:0404');
    expect(found.join('\n')).toContain('dst=203.0.113.2');
  });

  test('a look tells of every connection, although a reading drops others that have run out', async () => {
    const made = (address: string, of: number, more: string) =>
      `for i in $(seq 1 ${of}); do /lab/bin/conntrack -I -p tcp -s ${address}.$i -d 17.57.144.11 --sport 4000 ${more}; done > /dev/null 2>&1`;
    const bot = product(labOf(shape), identity);
    const look = async () => {
      const { snapshot } = await bot.diagnose({ followSeconds: 0 });
      const told = readValue(snapshot.conntrack)?.lines ?? [];
      return told.filter((line) => line.includes('dst=17.57.144.11 ')).length;
    };
    const plain = 'grep -c "dst=17.57.144.11 .*dport=5223 " /proc/net/nf_conntrack';
    await on(shape).run(made('10.0.0', 200, '--dport 5223 --state ESTABLISHED --timeout 7000'));
    const seen: number[] = [];
    const missed: number[] = [];
    for (let round = 1; round <= 4; round++) {
      await on(shape).run(
        `${made(`10.1.${round}`, 60, '--dport 80 --state TIME_WAIT --timeout 1')}; sleep 2`,
      );
      if (round % 2 === 0) missed.push(Number(await on(shape).text(plain)));
      else seen.push(await look());
    }
    await bot.sessions.close();
    await on(shape).run('/lab/bin/conntrack -D -p tcp -d 17.57.144.11');
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(199);
    expect(Math.min(...missed)).toBeLessThan(190);
  });

  test('has the sysctl of its kernel', async () => {
    const answer = await on(shape).run('cat /proc/sys/net/netfilter/nf_flowtable_tcp_timeout', { any: true });
    expect(answer).toMatchObject(affected ? { code: 1, stdout: '' } : { code: 0, stdout: '30\n' });
  });

  test('is a box a script for OpenWrt feels at home in', async () => {
    const shell = on(shape);
    expect(await shell.text('readlink -f /bin/ash; cat /tmp/dhcp.leases')).toMatch(
      /busybox\n\d+ 5a:11:22:33:44:55 192\.168\.1\.188 <b>@everyone<\/b> 01:/,
    );
    const absent = 'setsid nohup timeout stat base64 bash conntrack realpath sftp-server python3';
    const tools = shapes[shape].firewall === 'fw4' ? 'nft fw4 uci ubus' : 'iptables ip6tables fw3 uci ubus';
    const missing = shapes[shape].firewall === 'fw4' ? `${absent} iptables fw3` : `${absent} nft fw4`;
    const which = (list: string) => `for b in ${list}; do command -v $b; done; true`;
    expect((await shell.text(which(tools))).trim().split('\n')).toHaveLength(tools.split(' ').length);
    expect(await shell.text(which(missing))).toBe('');
  });
});

test('an idle flow comes back with at most 120 s on 5.10, with all but 30 s of its timeout on later kernels', async () => {
  await Promise.all(names.map((shape) => on(shape).run('/lab/phone fresh')));
  const wait = `${push} | grep -q OFFLOAD && { sleep 1; continue; }; ${push}; break`;
  const after = await Promise.all(
    names.map((shape) => on(shape).text(`n=0; while [ $n -lt 60 ]; do n=$((n+1)); ${wait}; done`)),
  );
  const timeouts = after.map((text) =>
    [...text.matchAll(/tcp {6}6 (\d+) ESTABLISHED/g)].map((m) => Number(m[1])),
  );
  for (const [at, shape] of names.entries()) {
    expect(timeouts[at], shape).toHaveLength(2);
    for (const timeout of timeouts[at] ?? []) {
      if (shapes[shape].kernel === '5.10') expect(timeout).toSatisfy((n: number) => n > 100 && n <= 120);
      else expect(timeout).toSatisfy((n: number) => n > 7380 && n <= 7410);
    }
  }
});

describe('stand-ins say what OpenWrt’s own programs said', () => {
  const replay = async (shape: Shape, kind: 'fw4' | 'fw3', name: string) => {
    const was = capture(kind, name);
    const is = await on(shape).run(`exec 2>&1; ${was.command}`, { any: true });
    expect(comparable(is.stdout)).toBe(comparable(was.output));
    expect(is.code).toBe(was.code);
  };

  test.each([
    '10-offloaded-fw4-check',
    '10-offloaded-nft-flowtables',
    '10-offloaded-uci-firewall',
    '28-fw4start',
    '40-wayA-nohook',
    '80-restart-nohook-live',
    '82-bypass-check',
    '83-stop',
    '10-offloaded-fw4-lookups',
    '20-off',
  ])('fw4: %s', (name) => replay('fw4 on 6.1', 'fw4', name));

  test('fw4 print, to the byte', async () => {
    const on_ =
      'uci set firewall.@defaults[0].flow_offloading=1; uci commit firewall; fw4 -q reload; fw4 print';
    expect(await on('fw4 on 6.1').text(on_)).toBe(capture('fw4', '10-offloaded-fw4-print').output);
  });

  test.each([
    '10-offloaded-iptables-S-FORWARD',
    '10-offloaded-ip6tables-S-FORWARD',
    '10-offloaded-uci-firewall',
    '25-fw3start',
    '45-user',
    '20-off',
  ])('fw3: %s', (name) => replay('fw3 on 5.10', 'fw3', name));

  test('fw3: the filter table', async () => {
    await on('fw3 on 5.10').run(
      'uci set firewall.@defaults[0].flow_offloading=1; uci commit firewall; fw3 -q restart',
    );
    const filter = (text: string) =>
      comparable(text.slice(text.indexOf('*filter')))
        .split('\n')
        .filter((line) => line.startsWith('-A') && !line.startsWith('-A FLOWOFFLOAD'));
    const saved = await on('fw3 on 5.10').text('iptables-save -t filter');
    expect(filter(saved)).toEqual(filter(capture('fw3', '10-offloaded-iptables-save').output));
  });

  test('fw3: 40-include', () => replay('fw3 on 5.10', 'fw3', '40-include'));

  test('a WAN reconnect reloads the firewall, says so in the log, and drops masqueraded entries', async () => {
    const shell = on('fw4 on 6.1');
    await shell.run(
      '/lab/phone start > /dev/null; nft insert rule inet fw4 forward tcp dport 5223 accept; ifup wan',
    );
    expect(await shell.text('nft list chain inet fw4 forward')).not.toContain('5223');
    expect(await shell.text('logread -e firewall | tail -n1')).toMatch(
      /^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4} user\.notice firewall: Reloading firewall due to ifup of wan \(wan\)\n$/,
    );
    const left = await shell.text(`${push}; true`);
    expect(left).toContain('ipv6');
    expect(left).not.toContain('ipv4');
  });
});
