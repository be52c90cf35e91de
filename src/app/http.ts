import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { within } from '../model/deadline.ts';
import type { Log } from '../model/log.ts';
import { illnessOf, unreadyOf, type Vitals } from './health.ts';

export interface HealthReport {
  /** Whether Redis answers. */
  isAlive(): Promise<boolean>;
  /** As {@link Vitals}. */
  downSince(): Vitals['downSince'];
  /** Numbers worth watching, by Prometheus name without the `pushmedic_` in front. */
  numbers(): Promise<Record<string, number>>;
}

export interface HttpServer {
  port: number;
  close(): Promise<void>;
}

/**
 * How long Redis may take to answer, ms: well below what those who ask are ready to wait. A command waits for as long as
 * the connection is away; whoever asks for our health does not.
 */
const patienceMs = 2_000;

/** Metrics in Prometheus' text format, read anew at each request. */
function metrics(vitals: HealthReport): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'pushmedic',
    help: 'Jobs by state, watched routers, connected platforms',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      for (const [what, value] of Object.entries(await vitals.numbers())) this.set({ what }, value);
    },
  });
  return registry;
}

const checks: Partial<Record<string, (vitals: Vitals) => string | null>> = {
  '/healthz': illnessOf,
  '/readyz': unreadyOf,
};

async function vitalsOf({ isAlive, downSince }: HealthReport): Promise<Vitals> {
  const redisAnswers = await within(
    patienceMs,
    isAlive().catch(() => false),
    false,
  );
  return { redisAnswers, downSince: downSince(), now: performance.now() };
}

/**
 * `/healthz` and `/readyz` (200, or 503 and why), `/metrics`; nothing else, nothing secret. `host`: the address it
 * listens on.
 */
export async function serveHttp(
  { host, port }: { host: string; port: number },
  vitals: HealthReport,
  log: Log,
): Promise<HttpServer> {
  const registry = metrics(vitals);
  const server = createServer(async (request, response) => {
    try {
      const check = checks[request.url ?? ''];
      if (check) {
        const trouble = check(await vitalsOf(vitals));
        response
          .writeHead(trouble === null ? 200 : 503, { 'content-type': 'text/plain' })
          .end(`${trouble ?? 'ok'}\n`);
      } else if (request.url === '/metrics') {
        response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
      } else response.writeHead(404).end();
    } catch (error) {
      log.warn({ err: error }, 'health and metrics');
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const { port: bound } = server.address() as AddressInfo;
  log.info({ host, port: bound }, 'health on /healthz and /readyz, metrics on /metrics');
  return { port: bound, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
