import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../../faults.ts';
import { readBody } from './body.ts';
import { makeRates, tooMany } from './rates.ts';
import { Refusal, unauthorized } from './refusal.ts';
import { type Route, routes } from './routes.ts';
import type { Json, World } from './world.ts';

/** Ends the connection without an answer. */
class Reset extends Error {}

const root = '/api/v10';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The REST side: finds the route, plays faults, checks the token and the limits, answers as Discord does. */
export function makeRest(world: World, faults: Faults, gateway: () => string) {
  const rates = makeRates(world);

  async function answer(
    request: IncomingMessage,
    url: URL,
  ): Promise<{ json: Json; headers: Record<string, string> }> {
    const method = request.method ?? 'GET';
    const path = url.pathname.slice(root.length);
    const body = await readBody(request);
    const route = routes.find((one) => one.method === method && one.path.test(path));
    if (!url.pathname.startsWith(`${root}/`) || !route) {
      world.violate('route', `${method} ${url.pathname}`);
      throw new Refusal(404, 0, '404: Not Found');
    }
    checkHeaders(request, route);
    const fault = faults.next(`${method} ${path}`);
    if (fault?.kind === 'reset') throw new Reset();
    if (fault?.kind === 'slow') await wait(fault.ms);
    if (fault?.kind === 'status') throw new Refusal(fault.status, 0, 'played');
    if (fault?.kind === 'rate limit')
      throw tooMany(
        fault.afterMs,
        fault.global ? 'global' : 'user',
        fault.global ? { 'x-ratelimit-global': 'true' } : {},
      );
    const ids =
      route.path
        .exec(path)
        ?.slice(1)
        .map((id) => id ?? '') ?? [];
    const major = route.bot ? (ids[0] ?? '') : ids.slice(0, 2).join('/');
    const headers = rates.take(method, route.name, major, route.bot);
    const json = route.answer({ world, ids, query: url.searchParams, body, gateway: gateway() });
    if (fault?.kind === 'lost answer') throw new Refusal(fault.status, 0, 'played after the deed');
    return { json, headers };
  }

  function checkHeaders(request: IncomingMessage, route: Route): void {
    if (!/^DiscordBot \(.+, .+\)/.test(request.headers['user-agent'] ?? ''))
      world.violate('user agent', request.headers['user-agent'] ?? 'none');
    const given = request.headers.authorization;
    if (route.bot && given !== `Bot ${world.options.token}`) throw unauthorized();
    if (!route.bot && given !== undefined) world.violate('token', `sent where none is needed: ${route.name}`);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://discord.invalid');
    const done = (status: number, json: Json, headers: Record<string, string>) => {
      rates.note(status);
      world.requests.push({
        at: Date.now(),
        method: request.method ?? 'GET',
        path: url.pathname.slice(root.length),
        status,
        bot: request.headers.authorization !== undefined,
      });
      response.writeHead(status, {
        ...headers,
        ...(json === null ? {} : { 'content-type': 'application/json' }),
      });
      response.end(json === null ? undefined : JSON.stringify(json));
    };
    try {
      const { json, headers } = await answer(request, url);
      done(json === null ? 204 : 200, json, headers);
    } catch (error) {
      if (error instanceof Reset) request.socket.destroy();
      else if (error instanceof Refusal)
        done(error.status, { message: error.message, code: error.code, ...error.extra }, error.headers);
      else {
        world.violate('server', String(error));
        done(500, { message: 'bug in the test server', code: 0 }, {});
      }
    }
  };
}
