import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeProxies } from '../../../src/chat/proxy/proxies.ts';
import { directly } from '../../../src/chat/proxy/setting.ts';
import type { Delivery } from '../../../src/model/delivery.ts';
import { startConnectProxy, startSocksProxy } from '../../support/proxy-servers.ts';
import { startBot as startDiscordBot } from '../discord/set-up.ts';
import { done, makeFakeHost } from '../fake-host.ts';
import { startBot as startTelegramBot } from '../telegram/set-up.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Every connection this process opens, the proxies' own among them. */
function watchSockets(): Set<Socket> {
  const opened = new Set<Socket>();
  const note = (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'socket' in message)
      opened.add(message.socket as Socket);
  };
  subscribe('net.client.socket', note);
  closing.push(async () => unsubscribe('net.client.socket', note));
  return opened;
}

const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwGA0T5XFgAAAABJRU5ErkJggg==';

/** A message with an upload. */
const notice = (platform: 'discord' | 'telegram', chat: string): Delivery => ({
  key: 'n1',
  to: { platform, chat },
  reply: { ...done('Seen'), blocks: [{ kind: 'image', png: picture, alt: 'A graph', name: 'life' }] },
  revision: 1,
});

const servers = {
  http: startConnectProxy,
  socks5: () => startSocksProxy('socks5'),
  socks5h: () => startSocksProxy('socks5h'),
} as const;
const kinds = ['http', 'socks5', 'socks5h'] as const;

async function through(kind: keyof typeof servers) {
  const proxy = await servers[kind]();
  closing.push(proxy.close);
  const opened = watchSockets();
  const pastIt = (port: string) =>
    [...opened].filter((socket) => socket.remotePort === Number(port) && !proxy.upstream.has(socket)).length;
  return { proxy, proxies: makeProxies({ ...directly, always: proxy.url }), pastIt };
}

describe.each(kinds)('a %s proxy', (kind) => {
  it('carries all of Discord: REST, gateway, uploads', async () => {
    const { proxy, proxies, pastIt } = await through(kind);
    const bot = await startDiscordBot(makeFakeHost(() => null).host, { proxies });
    closing.push(bot.close);
    const { port } = new URL(bot.discord.apiUrl);
    expect((await bot.platform.deliver(notice('discord', bot.channel.id), null)).kind).toBe('sent');
    expect(proxy.tunnels.filter((tunnel) => tunnel.endsWith(`:${port}`)).length).toBeGreaterThanOrEqual(2);
    expect(proxy.refused).toBe(0);
    expect(pastIt(port)).toBe(0);
  });

  it('carries all of Telegram: questions, messages, uploads', async () => {
    const { proxy, proxies, pastIt } = await through(kind);
    const bot = await startTelegramBot(makeFakeHost(() => null).host, { proxies });
    closing.push(bot.close);
    const { port } = new URL(bot.telegram.apiUrl);
    expect((await bot.platform.deliver(notice('telegram', String(bot.group.id)), null)).kind).toBe('sent');
    expect(proxy.tunnels.length).toBeGreaterThanOrEqual(1);
    expect(proxy.refused).toBe(0);
    expect(pastIt(port)).toBe(0);
  });
});

it('sees a connection that comes past the proxy', async () => {
  const { pastIt } = await through('http');
  const bot = await startTelegramBot(makeFakeHost(() => null).host);
  closing.push(bot.close);
  expect(pastIt(new URL(bot.telegram.apiUrl).port)).toBeGreaterThan(0);
});
