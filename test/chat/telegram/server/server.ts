import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, makeFaults } from '../../faults.ts';
import { readBody } from './body.ts';
import { makeDriver } from './driver.ts';
import { answerMethod, isMethod, read } from './methods.ts';
import { makePolling } from './polling.ts';
import { makeRates } from './rates.ts';
import { notFound, Refusal, tooMany, unauthorized } from './refusal.ts';
import { makeWorld, type Options, type Violation } from './world.ts';

/** Has the shape of a real token. */
export const testToken = `7000000001:${'AAtestq'.repeat(5)}`;

/** Ends the connection without an answer. */
class Reset extends Error {}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A Bot API server of our own on a loopback port, which the real client talks to. It keeps Telegram's rules, answers
 * with its errors, and counts what breaks the rules.
 */
export async function startTelegram(given: Partial<Options> = {}) {
  const world = makeWorld({ token: testToken, perSecond: 30, groupPerMinute: 20, burst: 5, ...given });
  const faults = makeFaults();
  const rates = makeRates(world);
  const polling = makePolling(world);

  function play(fault: Fault['play'] | null, chat: number): void {
    if (fault?.kind === 'reset') throw new Reset();
    if (fault?.kind === 'status') throw new Refusal(fault.status, 'Internal Server Error: played');
    if (fault?.kind === 'rate limit') {
      rates.played(chat, Math.ceil(fault.afterMs / 1_000));
      throw tooMany(Math.ceil(fault.afterMs / 1_000));
    }
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    seen: { method: string; chat: string },
  ): Promise<unknown> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const body = await readBody(request);
    seen.method = method;
    seen.chat = String(body.params.chat_id ?? '');
    if (token !== world.options.token) throw unauthorized();
    if (!isMethod(method)) {
      world.violate('method', method);
      throw notFound();
    }
    const fault = faults.next(method);
    if (fault?.kind === 'slow') await wait(fault.ms);
    play(fault, Number(seen.chat));
    const result =
      method === 'getUpdates'
        ? await polling.getUpdates(read(world, method, body), response)
        : answerMethod(method, { world, rates, body });
    if (fault?.kind === 'lost answer') throw new Refusal(fault.status, 'Bad Gateway: played after the deed');
    return result;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = { method: '', chat: '' };
    const done = (status: number, json: object) => {
      world.requests.push({ at: Date.now(), status, ...seen });
      if (response.destroyed) return;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    };
    try {
      done(200, { ok: true, result: await answer(request, response, seen) });
    } catch (error) {
      if (error instanceof Reset) request.socket.destroy();
      else if (error instanceof Refusal) {
        const { code, description, parameters } = error;
        const more = Object.keys(parameters).length > 0 ? { parameters } : {};
        done(code, { ok: false, error_code: code, description, ...more });
      } else {
        world.violate('server', error instanceof Error ? (error.stack ?? error.message) : String(error));
        done(500, { ok: false, error_code: 500, description: 'Internal Server Error: bug' });
      }
    }
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    world,
    faults,
    polling,
    ...makeDriver(world, () => polling),
    apiUrl: `http://127.0.0.1:${port}`,
    /** Moves the birth of presses into the past: they can be answered no more. */
    age(ms: number): void {
      for (const query of world.queries.values()) query.agedMs += ms;
    },
    /** Every rule broken so far, with the presses that were left without an answer. */
    violations(): Violation[] {
      const spinning = [...world.queries.values()].filter(
        ({ deliveredAt, answeredAt, agedMs }) => deliveredAt !== null && answeredAt === null && agedMs === 0,
      );
      return [...world.violations, ...spinning.map(({ id }) => ({ rule: 'unanswered press', detail: id }))];
    },
    /** How often each kind of answer was given, by status. */
    count: (status: number): number => world.requests.filter((one) => one.status === status).length,
    async close(): Promise<void> {
      polling.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Telegram = Awaited<ReturnType<typeof startTelegram>>;
