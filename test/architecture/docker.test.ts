import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { isIgnored, parseDockerfile } from '../image/dockerfile.ts';

/** What compose needs of our file, after the merge keys are resolved; unknown keys are errors. */
const service = z.strictObject({
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  image: z.string(),
  restart: z.literal('unless-stopped'),
  init: z.boolean().optional(),
  read_only: z.literal(true),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.tuple([z.literal('ALL')]),
  user: z.string().optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  // The short form: the long one needs Compose 2.24.
  env_file: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[a-z]+$/)),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  command: z.array(z.string()),
  stop_grace_period: z.string().optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
    })
    .optional(),
});
const compose = z.strictObject({
  name: z.string(),
  'x-pushmedic': z.unknown(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const file = compose.parse(parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }));

test('every volume and dependency of compose is declared', () => {
  const { services, volumes } = file;
  const used = Object.values(services).flatMap((one) => one.volumes.map((mount) => mount.split(':')[0]));
  expect([...new Set(used)].sort()).toEqual(Object.keys(volumes).sort());
  for (const { depends_on } of Object.values(services))
    for (const name of Object.keys(depends_on ?? {})) expect(services[name]?.healthcheck).toBeDefined();
});

test('bot and worker share Redis and the key, and take secrets from .env alone', () => {
  for (const role of ['bot', 'worker'] as const) {
    expect(file.services[role]).toMatchObject({
      command: [role],
      env_file: ['../.env'],
      volumes: ['data:/data'],
    });
    expect(Object.keys(file.services[role]?.environment ?? {}).join()).not.toMatch(/TOKEN|SECRET/);
  }
});

test('the image runs as nobody special, copies only what is there, and has a health check', () => {
  const stages = parseDockerfile(readFileSync('docker/Dockerfile', 'utf8'));
  const last = stages.at(-1)?.steps ?? [];
  expect(last.find(({ op }) => op === 'USER')?.words).toEqual(['node']);
  expect(last.some(({ op }) => op === 'HEALTHCHECK')).toBe(true);
  const ignore = readFileSync('.dockerignore', 'utf8');
  const copied = stages.flatMap(({ steps }) =>
    steps.flatMap(({ op, flags, words }) => (op === 'COPY' && !flags.from ? words.slice(0, -1) : [])),
  );
  expect(copied.filter((path) => !existsSync(path) || isIgnored(ignore, path))).toEqual([]);
  expect(isIgnored(ignore, '.env')).toBe(true);
});

test('the image has pushmedic on its PATH, for docker compose exec', () => {
  const steps = parseDockerfile(readFileSync('docker/Dockerfile', 'utf8')).at(-1)?.steps ?? [];
  const made = steps.map(({ text }) => /printf '([^']*)' > \/usr\/local\/bin\/pushmedic\b/.exec(text)?.[1]);
  const script = made.find((one) => one !== undefined)?.replaceAll('\\n', '\n');
  expect(script).toBe('#!/bin/sh\nexec node --enable-source-maps /app/dist/main.js "$@"\n');
});

test('the unit leaves its service little to do harm with', () => {
  const lines = readFileSync('docker/pushmedic.service', 'utf8').split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'UMask=0077',
      'StateDirectoryMode=0700',
      'SystemCallFilter=@system-service',
      'RestrictNamespaces=yes',
      ...['KernelModules', 'KernelLogs', 'Clock', 'Hostname'].map((what) => `Protect${what}=yes`),
      'ProtectProc=invisible',
    ]),
  );
});
