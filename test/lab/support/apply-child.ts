import { applyPlan } from '../../../src/changes/apply.ts';
import { take } from '../../../src/probes/engine/take.ts';
import { remedies } from '../../../src/remedies/index.ts';
import { readIdentity } from '../../../src/ssh/identity.ts';
import { makeSessions } from '../../../src/ssh/sessions.ts';
import type { Job } from './victim.ts';

/** A bot of its own that applies one plan and says where it is, to be killed at any of its words. */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { target, hostKey, plan, privateKey }: Job = JSON.parse(Buffer.concat(chunks).toString());
const sessions = makeSessions({ identity: readIdentity(privateKey, 'the test') });
const applied = await applyPlan({
  sessions,
  target,
  connect: { hostKey, limited: false },
  take,
  remedies,
  plan,
  onProgress: (stage) => process.stdout.write(`${stage}\n`),
});
process.stdout.write(`end:${applied.kind}\n`);
await sessions.close();
