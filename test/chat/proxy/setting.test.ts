import { describe, expect, it } from 'vitest';
import { directly, parseProxy, proxyFor, shownProxy } from '../../../src/chat/proxy/setting.ts';

const discord = 'https://discord.com/api';
const chosen = (url: string, setting: Partial<typeof directly>) =>
  proxyFor(url, { ...directly, ...setting })?.href ?? null;

describe('which proxy a connection takes', () => {
  it.each([
    ['none', discord, {}, null],
    [
      'ours, whatever the host',
      'http://127.0.0.1:8081',
      { always: 'socks5h://p:1', no: '*' },
      'socks5h://p:1',
    ],
    ['HTTPS_PROXY for https', discord, { https: 'http://p:1', all: 'http://q:1' }, 'http://p:1/'],
    ['HTTPS_PROXY for wss', 'wss://gateway.discord.gg', { https: 'http://p:1' }, 'http://p:1/'],
    ['not HTTPS_PROXY for http', 'http://discord.com', { https: 'http://p:1' }, null],
    ['ALL_PROXY for the rest', 'http://discord.com', { all: 'socks5://p:1' }, 'socks5://p:1'],
    ['a proxy without a scheme is HTTP', discord, { https: 'p:3128' }, 'http://p:3128/'],
    ['NO_PROXY: the host', discord, { all: 'http://p:1', no: 'discord.com' }, null],
    ['NO_PROXY: its domain', 'https://a.discord.com', { all: 'http://p:1', no: 'x, .discord.com' }, null],
    [
      'NO_PROXY: not a name that only ends alike',
      'https://mydiscord.com',
      { all: 'http://p:1', no: 'discord.com' },
      'http://p:1/',
    ],
    ['NO_PROXY: all', discord, { all: 'http://p:1', no: '*' }, null],
    ['NO_PROXY: a network', 'http://10.1.2.3:8081', { all: 'http://p:1', no: '10.0.0.0/8' }, null],
    ['NO_PROXY: IPv6', 'http://[fd00::1]:8081', { all: 'http://p:1', no: 'fd00::/8' }, null],
  ] as const)('%s', (_, url, setting, expected) => {
    expect(chosen(url, setting)).toBe(expected);
  });

  it('is said without user and password', () => {
    const proxy = parseProxy('socks5://anna:secret@proxy.lan:1080');
    expect(proxy && shownProxy(proxy)).toBe('socks5://proxy.lan:1080');
  });

  it.each(['', 'ftp://p', 'socks4://p:1', 'http://', 'http://p:99999'])('%j is no proxy', (text) => {
    expect(parseProxy(text)).toBeNull();
  });
});
