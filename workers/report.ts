import packageJson from '../package.json' with { type: 'json' };
import { causes } from '../src/causes/index.ts';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import { capturedLooks, recordingLooks } from '../src/diagnosis/looks.ts';
import { sayProgress } from '../src/diagnosis/report/progress.ts';
import { publicReport } from '../src/diagnosis/report/public-report.ts';
import { text } from '../src/model/message.ts';
import type { Router } from '../src/model/router.ts';
import type { Capture } from '../src/probes/engine/capture/capture.ts';
import { readCapture } from '../src/probes/engine/capture/read.ts';
import { publishedCapture } from '../src/probes/engine/redact/publish.ts';
import type { Handler, Run, WorkerContext } from '../src/queue/handler.ts';
import { audited } from './steps/audit.ts';
import { forgottenLately } from './steps/history.ts';
import { type Painter, painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';

const tool = `pushmedic ${packageJson.version}`;

/** What we wrote ourselves is a capture. */
function read(file: string): Capture {
  const bytes = new TextEncoder().encode(file);
  const found = readCapture(bytes, bytes.length);
  if (found.kind !== 'capture') throw new Error(`a capture of our own reads as ${found.kind}`);
  return found.capture;
}

/** All that one diagnosis reads, as a capture. */
const look = (router: Router, context: WorkerContext, run: Run, paint: Painter): Promise<string> =>
  context.sessions.borrow(router, connectOptions(router, run.signal), async (session) => {
    const looks = recordingLooks(session);
    await diagnose(looks, causes, {
      signal: run.signal,
      onProgress: (progress) => paint.progress(sayProgress(progress, paint.say)),
    });
    return looks.capture(tool);
  });

/** Looks at a router, and hands over what was seen as a file that anybody may read. */
export const report: Handler<'report'> = async (job, context, run) => {
  const router = await routerOf(job.routerId, context);
  const paint = painter(job.asker, context, run);
  const seen = await audited(context, job.asker, router, { action: 'report' }, async () => ({
    outcome: 'ok',
    result: await look(router, context, run, paint),
  }));
  const at = context.now();
  const judged = async (capture: Capture) => (await diagnose(capturedLooks(capture, at), causes)).judgement;
  const whole = read(seen);
  const capture = publishedCapture(whole);
  const file = publicReport({
    judgement: await judged(read(capture)),
    before: await judged(whole),
    forgotten: await forgottenLately(router.id, context),
    capture,
    tool,
    at,
  });
  await paint.final({
    tone: 'good',
    title: paint.say('report.file.title', { router: router.name }),
    blocks: [text(paint.say('report.file.text')), { kind: 'file', name: 'pushmedic-report.txt', text: file }],
    buttons: [],
  });
};
