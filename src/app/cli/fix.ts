import { planBlocks, planDetails } from '../../changes/plan-blocks.ts';
import { type Ended, tellApplied, tellProof, tellStage } from '../../changes/telling.ts';
import { explain } from '../../chat/explain.ts';
import { heading, type Reply, text } from '../../model/message.ts';
import { timeIn } from '../../notices/times.ts';
import { isInPlace } from '../../remedies/index.ts';
import { languageOf } from '../../words/index.ts';
import { type Say, speak } from '../../words/words.ts';
import { type Config, readConfig } from '../config.ts';
import { apply, plansOf, proven } from './cure.ts';
import { lookOver, reportOn } from './look.ts';
import { show } from './show.ts';
import { confirm } from './way-in/stdin.ts';
import { type Reached, type WayIn, withRouter } from './with-router.ts';

export interface ChangeCall extends WayIn {
  /** The question is answered already. */
  yes?: boolean;
}

/** The look and its plan, shown; `null`: there is none, and why was said. */
async function planned(reached: Reached, address: string, config: Config, say: Say) {
  const diagnosis = await lookOver(reached, say);
  reached.session.close();
  reached.screen.end();
  const plans = plansOf(diagnosis);
  const plan = plans[0]?.plan ?? null;
  const { judgement } = diagnosis;
  const offers = plans.map(({ offer }) => offer);
  const told = reportOn(judgement, offers, address, say);
  const steps = plan
    ? [heading(say('plan.heading')), ...planBlocks(plan, say), ...planDetails(plan, say)]
    : [text(say('cli.fix.none'))];
  show({ ...told, buttons: [], blocks: [...told.blocks, ...steps] }, config);
  // A connection that is older than the fix leaves the verdict open, and there is nothing left to do.
  const stands = isInPlace(judgement.findings);
  return { plan, isWell: judgement.verdict === 'healthy' || (stands && judgement.verdict !== 'impaired') };
}

/** How it ended with the router's own lines: a terminal has room for both. */
const whole = ({ lines, ...told }: Ended): Reply => ({
  ...told,
  blocks: [...told.blocks, ...lines],
  buttons: [],
});

/** Whether the router is as it should be in the end. */
async function fix(
  reached: Reached,
  address: string,
  call: ChangeCall,
  config: Config,
  say: Say,
): Promise<boolean> {
  const { plan, isWell } = await planned(reached, address, config, say);
  if (plan === null) return isWell;
  if (!call.yes && !(await confirm(say('cli.fix.ask')))) {
    process.stderr.write(`${say('cli.change.left')}\n`);
    return false;
  }
  const applied = await apply(reached, plan, (stage) =>
    reached.screen.progress({ ...tellStage(stage, say), buttons: [] }),
  );
  reached.screen.end();
  const why = applied.kind === 'applied' ? [] : explain(applied.failure, say.language).blocks;
  const time = (at: number) => timeIn(at, config.timezone);
  show(whole(tellApplied(applied, plan, say, { router: address, why, time })), config);
  if (applied.kind !== 'applied') return false;
  show(whole(tellProof(await proven(reached, plan, applied), say, { router: address, phone: null })), config);
  return true;
}

/** `pushmedic fix`: the same look, the plan, a question, apply, proof. Exit status 0 done, 1 not done. */
export async function runFix(address: string, call: ChangeCall): Promise<void> {
  const config = readConfig();
  const say = speak(languageOf(config.locale));
  const isDone = await withRouter(address, call, config, say, (reached) =>
    fix(reached, address, call, config, say),
  );
  process.exitCode = isDone ? 0 : 1;
}
