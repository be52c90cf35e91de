import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Box, look, makeBox } from './box.ts';
import { mustRead } from './support.ts';

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

/** What busybox 1.35 prints, seen with its real nslookup against a server that answers so. */
const printed = (server: string, ...lines: string[]) =>
  [`Server:\t\t${server}`, `Address:\t${server}:53`, '', ...lines].join('\n');
const real = (name: string, server = '127.0.0.1') =>
  printed(
    server,
    'Non-authoritative answer:',
    `${name}\tcanonical name = 1.courier-push-apple.com.akadns.net`,
    'Name:\t1.courier-push-apple.com.akadns.net',
    'Address: 17.57.144.10',
    '',
  );

/** An nslookup that answers `$1 $2` as told here; anything else hangs, as where nobody answers. */
function answers(told: Record<string, string>): void {
  const cases = Object.entries(told).map(([key, text]) => `'${key}') cat <<'T'\n${text}\nT\n;;`);
  box.program('nslookup', `case "$1 $2" in\n${cases.join('\n')}\n*) exec sleep 30;;\nesac`);
}
const courier = 'courier.push.apple.com 127.0.0.1';
const first = '1-courier.push.apple.com 127.0.0.1';
const mtalk = 'mtalk.google.com 127.0.0.1';
const kinds = () => mustRead(look(box).dns).answers.map(({ name, kind }) => [name.split('.')[0], kind]);

describe('what the name server answers', () => {
  it('is absent without nslookup', () => {
    expect(look(box).dns.kind).toBe('absent');
  });

  it('are addresses, however deep the aliases', () => {
    answers({
      [courier]: real('courier.push.apple.com'),
      [first]: real('1-courier.push.apple.com'),
      [mtalk]: printed(
        '127.0.0.1',
        'Name:      mtalk.google.com',
        'Address 1: 142.250.1.188',
        'Address 2: ::',
      ),
    });
    const { answers: read, lists } = mustRead(look(box).dns);
    expect(read).toEqual([
      { name: 'courier.push.apple.com', server: '127.0.0.1', kind: 'address', addresses: ['17.57.144.10'] },
      { name: '1-courier.push.apple.com', server: '127.0.0.1', kind: 'address', addresses: ['17.57.144.10'] },
      { name: 'mtalk.google.com', server: '127.0.0.1', kind: 'address', addresses: ['142.250.1.188', '::'] },
    ]);
    expect(lists).toEqual([]);
  });

  it('may be nothing, nobody, or nowhere, and then the list is looked for', () => {
    box.file('/tmp/dnsmasq.d/adb_list.overall', 'local=/ads.example/\nlocal=/push.apple.com/\n');
    box.file('/var/run/adblock-fast/dnsmasq.servers', 'server=/mtalk.google.com/\n');
    answers({
      [courier]: printed('127.0.0.1', "** server can't find courier.push.apple.com: NXDOMAIN", ''),
      [first]: printed('127.0.0.1', 'Name:\t1-courier.push.apple.com', 'Address: 0.0.0.0', '', 'Address: ::'),
      [mtalk]: printed('127.0.0.1', "** server can't find mtalk.google.com: REFUSED", ''),
    });
    expect(kinds()).toEqual([
      ['courier', 'nxdomain'],
      ['1-courier', 'null'],
      ['mtalk', 'refused'],
    ]);
    expect(mustRead(look(box).dns).lists.map(({ path, line }) => [path.replace(box.root, ''), line])).toEqual(
      [
        ['/tmp/dnsmasq.d/adb_list.overall', 'local=/push.apple.com/'],
        ['/var/run/adblock-fast/dnsmasq.servers', 'server=/mtalk.google.com/'],
      ],
    );
  });

  it('is waited for only a little; what hangs is ended', () => {
    answers({ [first]: real('1-courier.push.apple.com') });
    expect(kinds()).toEqual([
      ['courier', 'none'],
      ['1-courier', 'address'],
      ['mtalk', 'none'],
    ]);
  });

  it('without a name is of the only name that is left', () => {
    const nameless = printed('127.0.0.1', 'Non-authoritative answer:', '', 'Non-authoritative answer:', '');
    answers({
      [courier]: nameless,
      [first]: real('1-courier.push.apple.com'),
      [mtalk]: printed('127.0.0.1', 'Name:\tmtalk.google.com', 'Address: 192.168.1.1'),
    });
    expect(kinds()).toEqual([
      ['courier', 'empty'],
      ['1-courier', 'address'],
      ['mtalk', 'local'],
    ]);
  });

  it('is asked of the server too that DHCP names', () => {
    box.file('/etc/config/dhcp', "config dhcp 'lan'\n\tlist dhcp_option '6,192.168.1.5,192.168.1.6'\n");
    const pi = (name: string) =>
      printed('192.168.1.5', `Name:\t${name}`, 'Address: 0.0.0.0', '', `Name:\t${name}`, 'Address: ::');
    const names = ['courier.push.apple.com', '1-courier.push.apple.com', 'mtalk.google.com'];
    answers(
      Object.fromEntries(
        names.flatMap((name) => [
          [`${name} 127.0.0.1`, real(name)],
          [`${name} 192.168.1.5`, pi(name)],
        ]),
      ),
    );
    const read = mustRead(look(box).dns).answers;
    expect(read.map(({ server, kind }) => [server, kind])).toEqual([
      ['127.0.0.1', 'address'],
      ['127.0.0.1', 'address'],
      ['127.0.0.1', 'address'],
      ['192.168.1.5', 'null'],
      ['192.168.1.5', 'null'],
      ['192.168.1.5', 'null'],
    ]);
  });

  it('of nobody is no answer', () => {
    box.program(
      'nslookup',
      "echo \"nslookup: write to '127.0.0.1': Connection refused\"; echo ';; connection timed out; no servers could be reached'",
    );
    expect(kinds().map(([, kind]) => kind)).toEqual(['none', 'none', 'none']);
  });
});
