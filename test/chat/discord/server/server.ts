import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { makeFaults } from '../../faults.ts';
import { makeDriver } from './driver.ts';
import { makeGateway } from './gateway.ts';
import { flag } from './message-rules.ts';
import { guildJson } from './payloads.ts';
import { makeRest } from './rest.ts';
import { makePlaces, makeWorld, type Options, type Violation } from './world.ts';

/** Has the shape of a real token; the first part is the bot's id in base64. */
export const testToken = `${Buffer.from('100000000000000001').toString('base64url')}.GtestA.${'q'.repeat(38)}`;

/**
 * A Discord of our own on a loopback port: REST and gateway that the real client logs in to. It keeps Discord's
 * rules and counts what breaks them.
 */
export async function startDiscord(given: Partial<Options> = {}) {
  const world = makeWorld({ token: testToken, heartbeatMs: 5_000, globalPerSecond: 50, ...given });
  const faults = makeFaults();
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  let port = 0;
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;
  const gateway = makeGateway(world, gatewayUrl, () =>
    [...world.guilds.values()].filter((one) => one.botIsMember).map(({ id }) => guildJson(world, id)),
  );
  const rest = makeRest(world, faults, gatewayUrl);
  server.on('request', (request, response) => void rest(request, response));
  sockets.on('connection', (socket: WebSocket) => gateway.accept(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;

  return {
    world,
    faults,
    gateway,
    ...makePlaces(world),
    ...makeDriver(world, () => gateway),
    apiUrl: `http://127.0.0.1:${port}/api`,
    /** Moves the birth of interactions into the past: their tokens die, the client cannot know. */
    age(ms: number): void {
      for (const interaction of world.interactions.values()) interaction.agedMs += ms;
    },
    /** Every rule broken so far, with what was left undone: interactions without an answer, "thinking…" for ever. */
    violations(): Violation[] {
      const unanswered = [...world.interactions.values()].filter(
        (one) => one.deliveredAt !== null && one.answer === null && one.agedMs === 0,
      );
      const thinking = [...world.messages.values()].filter(
        (one) => (one.flags & flag.loading) !== 0 && !one.deleted,
      );
      return [
        ...world.violations,
        ...unanswered.map(({ kind }) => ({ rule: 'unanswered', detail: kind })),
        ...thinking.map(({ id }) => ({ rule: 'left thinking', detail: id })),
      ];
    },
    async close(): Promise<void> {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Discord = Awaited<ReturnType<typeof startDiscord>>;
