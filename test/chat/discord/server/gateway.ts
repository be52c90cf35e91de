import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { asObject, asText } from './schema.ts';
import type { Json, JsonObject, World } from './world.ts';

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
};
/** Nothing privileged, and of the others only what a bot needs that is written to. */
const intent = { guilds: 1 << 0, guildMessages: 1 << 9, directMessages: 1 << 12 };
const allowed = intent.guilds | intent.guildMessages | intent.directMessages;
const sendsPerMinute = 120;

interface Session {
  id: string;
  intents: number;
  sequence: number;
  sent: { s: number; t: string; d: JsonObject; delivered?: () => void }[];
  socket: WebSocket | null;
}

/** The gateway: HELLO, IDENTIFY, heartbeats, RESUME with replay, invalid sessions. One bot, one shard. */
export function makeGateway(world: World, url: () => string, guilds: () => JsonObject[]) {
  const sessions = new Map<string, Session>();
  const counts = { identify: 0, resume: 0, heartbeat: 0 };
  let refuseResume = false;

  function accept(socket: WebSocket): void {
    let session: Session | null = null;
    let sends: number[] = [];
    let lastBeat = Date.now();
    const send = (packet: object) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(packet));
    const beats = setInterval(() => {
      if (Date.now() - lastBeat <= world.options.heartbeatMs * 2.5) return;
      world.violate('heartbeat', `none for ${Date.now() - lastBeat} ms`);
      socket.close(4009);
    }, world.options.heartbeatMs);
    socket.on('close', () => {
      clearInterval(beats);
      if (session?.socket === socket) session.socket = null;
    });
    send({ op: op.hello, d: { heartbeat_interval: world.options.heartbeatMs } });

    socket.on('message', (data) => {
      const now = Date.now();
      sends = [...sends.filter((at) => at > now - 60_000), now];
      if (sends.length > sendsPerMinute) {
        world.violate('gateway sends', `${sends.length} in a minute`);
        socket.close(4008);
      }
      const packet = asObject(JSON.parse(String(data)));
      const d = asObject(packet.d);
      switch (packet.op) {
        case op.heartbeat:
          counts.heartbeat += 1;
          lastBeat = now;
          send({ op: op.ack });
          return;
        case op.identify:
          counts.identify += 1;
          session = identify(socket, d);
          return;
        case op.resume:
          counts.resume += 1;
          session = resume(socket, d);
          if (session === null) send({ op: op.invalid, d: false });
          return;
        case op.presence:
          return;
        default:
          world.violate('gateway', `opcode ${String(packet.op)}`);
          socket.close(4001);
      }
    });
  }

  function identify(socket: WebSocket, d: JsonObject): Session | null {
    if (asText(d.token) !== world.options.token) {
      socket.close(4004);
      return null;
    }
    const intents = typeof d.intents === 'number' ? d.intents : 0;
    if ((intents & intent.guilds) === 0 || (intents & ~allowed) !== 0) {
      world.violate('intents', String(d.intents));
      socket.close(4014);
      return null;
    }
    const id = randomBytes(16).toString('hex');
    const session: Session = { id, intents, sequence: 0, sent: [], socket };
    sessions.set(session.id, session);
    emit(session, 'READY', {
      v: 10,
      user: { ...world.bot, discriminator: '0', avatar: null, verified: true, mfa_enabled: false, flags: 0 },
      guilds: guilds().map(({ id }) => ({ id: id ?? null, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard: [0, 1],
      application: { id: world.app, flags: 0 },
    });
    for (const guild of guilds()) emit(session, 'GUILD_CREATE', guild);
    return session;
  }

  function resume(socket: WebSocket, d: JsonObject): Session | null {
    const session = sessions.get(asText(d.session_id));
    if (!session || asText(d.token) !== world.options.token || refuseResume) {
      refuseResume = false;
      return null;
    }
    session.socket = socket;
    const from = typeof d.seq === 'number' ? d.seq : 0;
    for (const missed of session.sent.filter(({ s }) => s > from)) transmit(session, missed);
    emit(session, 'RESUMED', {});
    return session;
  }

  function emit(session: Session, t: string, d: JsonObject, delivered?: () => void): void {
    session.sequence += 1;
    const event = { s: session.sequence, t, d, ...(delivered ? { delivered } : {}) };
    session.sent.push(event);
    transmit(session, event);
  }

  function transmit(session: Session, { s, t, d, delivered }: Session['sent'][number]): void {
    if (session.socket?.readyState !== session.socket?.OPEN || !session.socket) return;
    session.socket.send(JSON.stringify({ op: op.dispatch, s, t, d }));
    delivered?.();
  }

  const newest = (): Session | undefined => [...sessions.values()].at(-1);
  return {
    accept,
    counts,
    /** Sends an event to the bot; kept for a RESUME while the connection is down. */
    dispatch(t: string, d: Json, delivered?: () => void): void {
      const session = newest();
      if (!session) throw new Error('no bot has logged in');
      const told = asObject(d);
      const needs = told.guild_id === undefined ? intent.directMessages : intent.guildMessages;
      // Messages reach a bot that asked for them alone.
      if (t === 'MESSAGE_CREATE' && (session.intents & needs) === 0) return;
      emit(session, t, told, delivered);
    },
    connected: (): boolean => newest()?.socket?.readyState === 1,
    /** Breaks the connection without a word, as a lost network does. */
    drop: (): void => newest()?.socket?.terminate(),
    close: (code: number): void => newest()?.socket?.close(code),
    /** Asks the bot to reconnect (op 7). */
    askReconnect: (): void => newest()?.socket?.send(JSON.stringify({ op: op.reconnect })),
    /** The next RESUME is answered by "invalid session": a new IDENTIFY follows. */
    forgetSession(): void {
      refuseResume = true;
    },
  };
}

export type Gateway = ReturnType<typeof makeGateway>;
