import { causes } from '../../causes/index.ts';
import { planBlocks } from '../../changes/plan-blocks.ts';
import { planJson } from '../../changes/plan-json.ts';
import { type Diagnosis, diagnose } from '../../diagnosis/diagnose.ts';
import { capturedLooks } from '../../diagnosis/looks.ts';
import { toJson } from '../../diagnosis/report/json.ts';
import { aside, heading } from '../../model/message.ts';
import { remedyFor } from '../../remedies/index.ts';
import { languageOf } from '../../words/index.ts';
import { type Say, speak } from '../../words/words.ts';
import { type Config, calledAs, readConfig } from '../config.ts';
import { openCapture, remarksOn } from './capture-file.ts';
import { plansOf } from './cure.ts';
import { lookOver, reportOn } from './look.ts';
import { show } from './show.ts';
import { type WayIn, withRouter } from './with-router.ts';

const statuses = { healthy: 0, impaired: 1, inconclusive: 2 } as const;

export interface DiagnoseCall extends WayIn {
  /** A capture instead of a router; `-`: standard input. */
  from?: string;
  /** Only this device's connections: name, address or MAC. */
  device?: string;
  json?: boolean;
}

const lookAt = (address: string, call: DiagnoseCall, config: Config, say: Say): Promise<Diagnosis> =>
  withRouter(address, call, config, say, (reached) => lookOver(reached, say, about(call)));

async function lookInto(path: string, call: DiagnoseCall, say: Say): Promise<Diagnosis> {
  const capture = await openCapture(path, process.stdin);
  for (const remark of remarksOn(capture, say)) process.stderr.write(`${remark}\n`);
  return diagnose(capturedLooks(capture, Date.now()), causes, about(call));
}

const about = ({ device }: DiagnoseCall) => (device === undefined ? {} : { device });

/**
 * `pushmedic diagnose`: one look at a router or into a capture, the verdict as exit status.
 * @param address empty for a capture
 */
export async function runDiagnose(address: string, call: DiagnoseCall): Promise<void> {
  const config = readConfig();
  const say = speak(languageOf(config.locale));
  const diagnosis =
    call.from === undefined ? await lookAt(address, call, config, say) : await lookInto(call.from, call, say);
  const { judgement } = diagnosis;
  const plans = plansOf(diagnosis, 'byhand');
  const plan = plans[0]?.plan;
  const offers = plans.map(({ offer }) => offer);
  process.exitCode = statuses[judgement.verdict];
  if (call.json) {
    const shown = plan ? planJson(plan, judgement.router.firewall) : null;
    const json = toJson(judgement, { offers, plan: shown, remedyFor });
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
    return;
  }
  const reply = reportOn(judgement, offers, call.from === undefined ? address : undefined, say);
  // The scripts are in --json; here what they do is enough.
  const hint = call.from === undefined ? [aside(say('cli.plan-hint', { address, call: calledAs() }))] : [];
  const steps = plan ? [heading(say('plan.heading')), ...planBlocks(plan, say), ...hint] : [];
  show({ ...reply, blocks: [...reply.blocks, ...steps] }, config);
}
