import { z } from 'zod';
import { cost, offerStepId } from '../../model/offer.ts';

const evidence = z.strictObject({
  source: z.string().describe('File or command on the router'),
  line: z.string().describe('Verbatim; hostile'),
});

const flow = z.strictObject({
  service: z.string().describe('Push service: apns, fcm …'),
  device: z.strictObject({
    ip: z.string(),
    mac: z.string().nullable(),
    name: z.string().nullable().describe('As the device sent it; hostile'),
  }),
  server: z.strictObject({ ip: z.string(), port: z.number() }),
  family: z.enum(['ipv4', 'ipv6']),
  state: z.string().nullable().describe('TCP state; null while offloaded'),
  timeout_s: z.number().nullable().describe('Seconds left; null while offloaded'),
  offloaded: z.boolean(),
  hardware: z.boolean(),
  exempt: z
    .boolean()
    .nullable()
    .describe('Kept out of offloading by the rules; null: not known, or no question'),
  path: z
    .enum(['offloaded', 'forwarded', 'local', 'unknown'])
    .describe('local: a program on the router holds it'),
  fate: z
    .enum(['kept', 'forgotten', 'unknown'])
    .describe('Whether the router still knows it after a silence as long as phones keep'),
  after_s: z.number().nullable().describe('Seconds of silence after which it is forgotten; else null'),
});

const remark = z.strictObject({ id: z.string(), why: z.string() });

/** What `diagnose --json` prints; docs/diagnosis.schema.json is made of it. */
export const diagnosisJson = z.strictObject({
  schema: z.literal(2),
  verdict: z.enum(['healthy', 'impaired', 'inconclusive']),
  class: z.enum([
    'fixed-pickup',
    'low-timeout',
    'hardware-desync',
    'normal',
    'not-offloaded',
    'proxied',
    'unknown',
  ]),
  confidence: z.number().min(0).max(1),
  router: z.strictObject({
    kernel: z.string().nullable(),
    distribution: z.string().nullable(),
    release: z.string().nullable(),
    firewall: z.string().nullable(),
    offload: z.strictObject({ software: z.boolean().nullable(), hardware: z.boolean().nullable() }),
  }),
  flows: z.array(flow).describe('Push connections'),
  findings: z.array(
    z.strictObject({
      id: z.string().describe('The cause'),
      severity: z.enum(['fault', 'risk', 'note', 'good']),
      title: z.string(),
      evidence: z.array(evidence),
      remedy: z
        .string()
        .nullable()
        .describe('Remedy that cures it; advice: only a person can; null: nothing to do'),
    }),
  ),
  ruled_out: z.array(remark),
  unknown: z.array(remark),
  offers: z.array(
    z.strictObject({
      remedy: z.string(),
      title: z.string(),
      cost,
      persistent: z.boolean().describe('Outlives a reload of the firewall and a reboot'),
      steps: z.array(z.strictObject({ id: offerStepId, script: z.string() })),
    }),
  ),
  plan: z.looseObject({ id: z.string() }).nullable().describe('Of the first offer'),
});
export type DiagnosisJson = z.infer<typeof diagnosisJson>;
