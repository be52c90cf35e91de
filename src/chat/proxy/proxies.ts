import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { type Dispatcher, ProxyAgent } from 'undici';
import { type ProxySetting, proxyFor } from './setting.ts';
import { socksDispatcher } from './socks.ts';

/** How the platforms' clients get past the firewall between them and their servers. */
export interface Proxies {
  /** For clients that use Node's `http` (grammY, the gateway's WebSocket). Undefined: directly. */
  agentFor(url: string): Agent | undefined;
  /** For clients that use undici (discord.js's REST client). Undefined: directly. */
  dispatcherFor(url: string): Dispatcher | undefined;
  /** The proxy that connections to `url` take, for logs and the doctor; null: none. */
  proxyFor(url: string): URL | null;
}

const isSocks = ({ protocol }: URL): boolean => protocol.startsWith('socks');

/** One agent and one dispatcher for each proxy, made when first asked for. Every target is reached by a tunnel, plain HTTP too. */
export function makeProxies(setting: ProxySetting): Proxies {
  const agents = new Map<string, Agent>();
  const dispatchers = new Map<string, Dispatcher>();
  const kept = <T>(map: Map<string, T>, proxy: URL, make: () => T): T => {
    const known = map.get(proxy.href) ?? make();
    map.set(proxy.href, known);
    return known;
  };
  return {
    proxyFor: (url) => proxyFor(url, setting),
    agentFor(url) {
      const proxy = proxyFor(url, setting);
      if (proxy === null) return undefined;
      return kept(agents, proxy, () =>
        isSocks(proxy)
          ? new SocksProxyAgent(proxy, { keepAlive: true })
          : new HttpsProxyAgent(proxy, { keepAlive: true }),
      );
    },
    dispatcherFor(url) {
      const proxy = proxyFor(url, setting);
      if (proxy === null) return undefined;
      return kept(dispatchers, proxy, () =>
        isSocks(proxy) ? socksDispatcher(proxy) : new ProxyAgent(proxy.href),
      );
    },
  };
}
