import { causes } from '../../causes/index.ts';
import { makePlan } from '../../changes/plan.ts';
import type { Plan } from '../../changes/plan.types.ts';
import { planBlocks } from '../../changes/plan-blocks.ts';
import { render } from '../../chat/terminal/render.ts';
import { makeScreen } from '../../chat/terminal/screen.ts';
import { type Diagnosis, diagnose } from '../../diagnosis/diagnose.ts';
import { liveLooks } from '../../diagnosis/looks.ts';
import { toJson } from '../../diagnosis/report/json.ts';
import { sayProgress } from '../../diagnosis/report/progress.ts';
import { report } from '../../diagnosis/report/report.ts';
import { fail } from '../../model/failure.ts';
import { aside } from '../../model/message.ts';
import type { HostKey, Target } from '../../model/router.ts';
import { remedyFor, wantedFor } from '../../remedies/cures.ts';
import { formatTarget, parseTarget } from '../../ssh/address.ts';
import { readHostKey } from '../../ssh/host-key.ts';
import { loadIdentity } from '../../ssh/identity.ts';
import { makeSessions } from '../../ssh/sessions.ts';
import { languageOf, type Say, speak } from '../../words/words.ts';
import { type Config, readConfig } from '../config.ts';
import { knownHosts } from './known-hosts.ts';
import { ownIdentity } from './own-identity.ts';
import { stopSignal } from './stop-signal.ts';

const statuses = { healthy: 0, impaired: 1, inconclusive: 2 } as const;

/**
 * The host key to pin for this one call. A key that this user's OpenSSH knows must match; an unknown one is said
 * and used, since only a signature leaves this machine and nothing is changed on the router.
 */
async function hostKeyFor(target: Target, say: Say, signal: AbortSignal): Promise<HostKey> {
  const { type, sha256 } = await readHostKey(target, { limited: false, signal });
  const got = { type, sha256 };
  const known = await knownHosts(target);
  const sameType = known.find(({ type }) => type === got.type);
  if (sameType && sameType.sha256 !== got.sha256)
    fail({ cause: 'host-key-changed', host: target.host, expected: sameType, got });
  if (!sameType) process.stderr.write(`${say('cli.host-key', { address: formatTarget(target), ...got })}\n`);
  return got;
}

async function lookAt(
  target: Target,
  config: Config,
  identityFile: string | undefined,
  say: Say,
): Promise<Diagnosis> {
  const signal = stopSignal();
  const screen = makeScreen(process.stderr, false);
  const identity = identityFile ? await loadIdentity(identityFile) : await ownIdentity(config);
  const sessions = makeSessions({ identity, allow: config.allow });
  try {
    const hostKey = await hostKeyFor(target, say, signal);
    const session = await sessions.connect(target, { hostKey, limited: false, signal });
    return await diagnose(liveLooks(session), causes, {
      signal,
      onProgress: (progress) => screen.progress(sayProgress(progress, say)),
    });
  } finally {
    screen.end();
    await sessions.close();
  }
}

/** The plan a diagnosis suggests, made for nobody: it can be read, not pressed. */
function planOf({ judgement, snapshot }: Diagnosis): Plan | null {
  if (!wantedFor(judgement.findings).exempt) return null;
  const planned = makePlan(snapshot, {
    routerId: 'one-shot',
    requestedBy: 'terminal:local',
    chat: { platform: 'terminal', chat: 'local' },
  });
  return planned.kind === 'plan' ? planned.plan : null;
}

/** `pushmedic diagnose`: one look, the verdict as exit status. */
export async function runDiagnose(
  address: string,
  options: { identity?: string; json?: boolean },
): Promise<void> {
  const config = readConfig();
  const say = speak(languageOf(config.locale));
  const target = parseTarget(address);
  const diagnosis = await lookAt(target, config, options.identity, say);
  const plan = planOf(diagnosis);
  process.exitCode = statuses[diagnosis.judgement.verdict];
  if (options.json) {
    process.stdout.write(`${JSON.stringify(toJson(diagnosis.judgement, plan, remedyFor), null, 2)}\n`);
    return;
  }
  const reply = report(diagnosis.judgement, say, {
    full: true,
    wanted: wantedFor(diagnosis.judgement.findings),
  });
  // The scripts are in --json; here what they do is enough.
  const steps = plan ? [...planBlocks(plan, say), aside(say('cli.plan-hint'))] : [];
  const blocks = [...reply.blocks, ...steps];
  const colour = process.stdout.isTTY === true && !config.plain;
  process.stdout.write(
    `${render({ ...reply, blocks }, { colour, width: Math.min(process.stdout.columns ?? 100, 110) })}\n`,
  );
}
