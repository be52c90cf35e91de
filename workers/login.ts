import { button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';
import { plainName } from '../src/model/plain.ts';
import type { Handler } from '../src/queue/handler.ts';
import { painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';
import { sawRouter } from './steps/saw-router.ts';

/** The board's name, where OpenWrt and its kin write it. */
const modelScript = 'read -r model </tmp/sysinfo/model && echo "$model"';

/** Logs in once, over a connection of its own, and says what is there; what keeps it out is told as everywhere. */
export const login: Handler<'login'> = async (job, context, run) => {
  const router = await routerOf(job.routerId, context);
  const paint = painter(job.asker, context, run);
  const { say } = paint;
  const session = await context.sessions.connect(router, connectOptions(router, run.signal));
  const { stdout } = await session.run(modelScript).finally(() => session.close());
  const model = plainName(stdout);
  await sawRouter(router.id, context);
  await paint.final({
    tone: 'good',
    title: say('login.title', { router: router.name }),
    blocks: [text(model === null ? say('login.plain') : say('login.text', { model }))],
    buttons: [button('diagnose', { router: router.id }, say('button.diagnose'), 'primary')],
  });
};
