import http, { type ClientRequest, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Proxies } from './proxies.ts';

const isUpgrade = ({ headers }: RequestOptions): boolean =>
  headers !== undefined &&
  !Array.isArray(headers) &&
  Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'upgrade' && String(value).toLowerCase() === 'websocket',
  );

/**
 * Sends WebSockets through their proxy: `@discordjs/ws` opens the gateway by `ws` and offers no way to hand it an agent
 * (https://github.com/discordjs/discord.js/issues/1214), while `ws` opens it by `http.request` with an options object
 * (https://github.com/websockets/ws/blob/8.18.0/lib/websocket.js). Other requests pass untouched. Gives what ends it.
 */
export function proxyUpgrades(proxies: Proxies): () => void {
  const ends = [http, https].map((module) => {
    const scheme = module === https ? 'https:' : 'http:';
    const direct = module.request;
    const proxied = (...given: unknown[]): ClientRequest => {
      const [options] = given;
      if (typeof options !== 'object' || options === null || options instanceof URL || !isUpgrade(options))
        return Reflect.apply(direct, module, given);
      const { host, port }: RequestOptions = options;
      const agent = proxies.agentFor(`${scheme}//${host}:${port}`);
      if (agent === undefined) return Reflect.apply(direct, module, given);
      // `ws` brings a way to connect of its own, which would win over the agent.
      const through = { ...options, agent, createConnection: undefined, secureEndpoint: scheme === 'https:' };
      return Reflect.apply(direct, module, [through, ...given.slice(1)]);
    };
    Object.assign(module, { request: proxied });
    return () => {
      if (module.request === proxied) Object.assign(module, { request: direct });
    };
  });
  return () => {
    for (const end of ends) end();
  };
}
