import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Box, look, makeBox } from './box.ts';
import { mustRead } from './support.ts';

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

describe('what the router is configured to be', () => {
  it('is read from the files of UCI, however they quote, and nothing else of them', () => {
    box.file(
      '/etc/config/dhcp',
      "\nconfig dnsmasq\n\toption port '53'\n\tlist server '/push.apple.com/'\n\tlist server '/lan/'\n\nconfig dhcp 'lan'\n\toption interface 'lan'\n\toption ra_lifetime \"0\"\n\toption leasetime '12h'\n",
    );
    box.file(
      '/etc/config/nikki',
      "config proxy 'proxy'\n\toption 'enabled' '1'\n\toption 'proxy_tcp_dport' '0-65535'\n",
    );
    box.file(
      '/etc/config/passwall',
      "config nodes 'n1'\n\toption address '198.51.100.9'\n\toption password 'hunter2'\n\toption server 'secret.example'\n",
    );
    const { sections } = mustRead(look(box).config);
    expect(sections.map(({ file, type, name }) => [file, type, name])).toEqual([
      ['dhcp', 'dnsmasq', null],
      ['dhcp', 'dhcp', 'lan'],
      ['passwall', 'nodes', 'n1'],
      ['nikki', 'proxy', 'proxy'],
    ]);
    expect(sections[0]?.options.get('server')).toEqual(['/push.apple.com/', '/lan/']);
    expect(Object.fromEntries(sections[1]?.options ?? [])).toEqual({
      interface: ['lan'],
      ra_lifetime: ['0'],
    });
    expect(sections[3]?.options.get('enabled')).toEqual(['1']);
    expect(sections[1]?.lines).toEqual(["option interface 'lan'", 'option ra_lifetime "0"']);
    expect(look(box).text).not.toMatch(/hunter2|198\.51\.100\.9|secret\.example/);
  });

  it('of a file without end is read to a bound', () => {
    box.file('/etc/config/network', `config interface 'lan'\n${"\toption proto 'static'\n".repeat(5000)}`);
    expect(mustRead(look(box).config).sections[0]?.lines.length).toBeLessThan(120);
  });

  it('is absent where there is no UCI', () => {
    expect(look(box).config.kind).toBe('absent');
  });
});

describe('interfaces', () => {
  const dump = {
    interface: [
      {
        interface: 'wan6',
        up: true,
        uptime: 5120,
        l3_device: 'wan',
        proto: 'dhcpv6',
        'ipv6-address': [{ address: '2001:db8:1::2', mask: 64, preferred: 3000, valid: 6000 }],
        'ipv6-prefix': [{ address: '2001:db8:9::', mask: 56, preferred: 0, valid: 100 }],
        route: [{ target: '::', mask: 0, nexthop: 'fe80::1' }],
        'dns-server': ['2001:db8::53', 'nonsense'],
      },
      {
        interface: 'wan6_4',
        up: true,
        proto: 'dslite',
        l3_device: 'ds-wan6_4',
        'ipv4-address': [{ address: '192.0.0.2', mask: 32 }],
        route: [{ target: '0.0.0.0', mask: 0 }],
      },
    ],
  };

  it('are read as netifd tells them', () => {
    box.program('ubus', `[ "$3" = dump ] || [ "$4" = dump ] || exit 2; echo '${JSON.stringify(dump)}'`);
    expect(mustRead(look(box).interfaces).interfaces).toEqual([
      {
        name: 'wan6',
        up: true,
        proto: 'dhcpv6',
        device: 'wan',
        uptimeS: 5120,
        ipv4: [],
        ipv6: [{ ip: '2001:db8:1::2', prefix: 64, preferredS: 3000 }],
        assigned: [],
        delegated: [{ ip: '2001:db8:9::', prefix: 56, preferredS: 0 }],
        defaults: ['ipv6'],
        dns: ['2001:db8::53'],
      },
      expect.objectContaining({
        proto: 'dslite',
        device: 'ds-wan6_4',
        uptimeS: null,
        ipv4: ['192.0.0.2'],
        defaults: ['ipv4'],
      }),
    ]);
  });

  it('say why they could not be read', () => {
    expect(look(box).interfaces.kind).toBe('absent');
    box.program('ubus', "echo 'Command failed: Not found' >&2; exit 4");
    expect(look(box).interfaces).toEqual({ kind: 'absent', why: 'no netifd here' });
    box.program('ubus', "echo 'Command failed: Request timed out' >&2; exit 7");
    expect(look(box).interfaces).toEqual({ kind: 'failed', why: 'Command failed: Request timed out' });
    box.program('ubus', 'echo \'{"interface":7}\'');
    expect(look(box).interfaces.kind).toBe('failed');
    box.program('ubus', `for i in 1 2 3 4 5 6 7; do printf '%05000d' $i; done`);
    expect(look(box).interfaces).toEqual({ kind: 'failed', why: 'the list of interfaces is too long' });
  });
});

it('knows programs by what the kernel calls them', () => {
  expect(look(box).programs.kind).toBe('absent');
  box.file('/proc/1/comm', 'procd\n');
  box.file('/proc/2411/comm', 'mihomo\n');
  box.file('/proc/9/comm', 'tpws\n');
  expect(mustRead(look(box).programs).running).toEqual([
    { name: 'mihomo', pid: 2411 },
    { name: 'tpws', pid: 9 },
  ]);
});

it('keeps the newest lines of each topic of the log, and none of another program that quotes them', () => {
  const wan = (n: number) => `Fri Nov 27 08:00:${n} 2026 daemon.notice netifd: Interface 'wan' is now up`;
  const lines = [
    'Fri Nov 27 07:00:00 2026 kern.warn kernel: [ 9.1] reject wan in: IN=wan OUT= SRC=17.57.144.10 DST=203.0.113.2 PROTO=TCP SPT=5223 DPT=51424 WINDOW=1',
    ...Array.from({ length: 40 }, (_, n) => wan(n + 10)),
    'Fri Nov 27 09:00:00 2026 daemon.info dnsmasq-dhcp[1]: DHCPACK netifd: Interface wan is now up',
    'Fri Nov 27 09:00:01 2026 daemon.warn odhcpd[7]: No default route present, setting ra_lifetime to 0!',
  ];
  box.file('/tmp/log', `${lines.join('\n')}\n`);
  box.program('logread', `cat ${box.root}/tmp/log`);
  expect(mustRead(look(box).log).lines).toEqual([lines[0], ...lines.slice(21, 41), lines.at(-1)]);
});
