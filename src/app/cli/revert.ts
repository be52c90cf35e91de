import { tellReverted, tellStage } from '../../changes/telling.ts';
import { explain } from '../../chat/explain.ts';
import { formatTarget } from '../../ssh/address.ts';
import { languageOf } from '../../words/index.ts';
import { speak } from '../../words/words.ts';
import { readConfig } from '../config.ts';
import { revert } from './cure.ts';
import type { ChangeCall } from './fix.ts';
import { show } from './show.ts';
import { confirm } from './way-in/stdin.ts';
import { withRouter } from './with-router.ts';

/** `pushmedic revert`: takes back everything of ours after a question. Exit status 0 done, 1 not done. */
export async function runRevert(address: string, call: ChangeCall): Promise<void> {
  const config = readConfig();
  const say = speak(languageOf(config.locale));
  process.exitCode = await withRouter(address, call, config, say, async (reached) => {
    const { screen, target } = reached;
    const asked = call.yes || (await confirm(say('cli.revert.ask', { address: formatTarget(target) })));
    if (!asked) {
      process.stderr.write(`${say('cli.change.left')}\n`);
      return 1;
    }
    const reverted = await revert(reached, (stage) =>
      screen.progress({ ...tellStage(stage, say), buttons: [] }),
    );
    screen.end();
    const why = reverted.kind === 'failed' ? explain(reverted.failure, say.language).blocks : [];
    show({ ...tellReverted(reverted, say, { router: address, why }), buttons: [] }, config);
    return reverted.kind === 'failed' ? 1 : 0;
  });
}
