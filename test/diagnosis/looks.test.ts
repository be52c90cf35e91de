import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { capturedLooks, recordingLooks } from '../../src/diagnosis/looks.ts';
import { toJson } from '../../src/diagnosis/report/json.ts';
import { Failed } from '../../src/model/failure.ts';
import type { Capture } from '../../src/probes/engine/capture/capture.ts';
import { readCapture } from '../../src/probes/engine/capture/read.ts';
import { remedyFor } from '../../src/remedies/index.ts';
import { ran, sessionOf } from '../probes/session.ts';
import { routers } from '../probes/support.ts';
import { printedAgain, storedCapture } from '../support/captures.ts';

const read = (text: string): Capture => {
  const file = readCapture(new TextEncoder().encode(text));
  if (file.kind !== 'capture') throw new Error(file.kind);
  return file.capture;
};

/** A session to a router that prints `capture`, and of which a followed connection gives `lines`, one each second. */
function sessionTo(capture: Capture, lines: readonly string[] | Failed = []) {
  return sessionOf((script) => {
    const boundary = /[0-9a-f]{32}/.exec(script)?.[0] ?? '';
    if (script.includes('begin system')) return ran(printedAgain(capture, boundary));
    if (lines instanceof Failed) throw lines;
    return ran(
      lines.map((line, at) => `${boundary} ${(86_400.07 + at * 1.03).toFixed(2)} ${line}\n`).join(''),
    );
  });
}

/** A router whose time-outs cannot be read, so that a connection has to be followed. */
function blind(): Capture {
  const capture = storedCapture('findings/22.03-fw4-5.10-offloaded');
  const sections = new Map(capture.sections).set('sysctls', { status: 0, text: '' });
  return { ...capture, sections };
}
const offloaded = blind().sections.get('conntrack')?.text.split('\n')[1] ?? '';
const left = (timeoutS: number) =>
  offloaded.replace('tcp      6 ', `tcp      6 ${timeoutS} ESTABLISHED `).replace('[OFFLOAD] ', '');

/** What a look tells, and what its capture tells afterwards. */
async function both(session: ReturnType<typeof sessionTo>, device?: string) {
  const options = device === undefined ? {} : { device };
  const recorder = recordingLooks(session.session);
  const live = await diagnose(recorder, causes, options);
  const capture = read(recorder.capture('test 1'));
  const again = await diagnose(capturedLooks(capture, 0), causes, options);
  expect(again.snapshot.takenAt).toBe(live.snapshot.takenAt);
  return {
    live: toJson(live.judgement, { offers: [], plan: null, remedyFor }),
    again: toJson(again.judgement, { offers: [], plan: null, remedyFor }),
    capture,
  };
}

describe('a capture tells what the look told', () => {
  it.each(routers)('of %s', async (name) => {
    const { live, again } = await both(sessionTo(storedCapture(`routers/${name}`)));
    expect(again).toEqual(live);
  });

  it('of one device, and of one that is not there', async () => {
    const capture = storedCapture('routers/openwrt-21.02-fw3-offloaded');
    const one = await both(sessionTo(capture), '192.168.1.188');
    expect(one.again).toEqual(one.live);
    const none = await both(sessionTo(capture), 'nobody');
    expect([none.again, none.live.flows]).toEqual([none.live, []]);
  });

  it('where a connection was followed', async () => {
    const lines = [offloaded, offloaded, left(119), left(118)];
    const { live, again, capture } = await both(sessionTo(blind(), lines));
    expect(live.class).toBe('fixed-pickup');
    expect(again).toEqual(live);
    expect(capture.sections.get('samples')).toMatchObject({ status: 0 });
  });

  it('where following it broke off, or told nothing', async () => {
    const lost = await both(sessionTo(blind(), new Failed({ cause: 'connection-lost', detail: 'reset' })));
    const still = await both(sessionTo(blind(), [offloaded, offloaded]));
    for (const { live, again } of [lost, still]) {
      expect(live.verdict).toBe('inconclusive');
      expect(again).toEqual(live);
    }
    expect(lost.live.unknown).not.toEqual(still.live.unknown);
  });
});

it('a series of looks at all connections tells of one that was in the flowtable', async () => {
  const series = [
    'at 10.5',
    offloaded,
    'at 15.5',
    left(119),
    'near 192.168.1.188 dev br-lan',
    'at 20.5',
    left(114),
  ];
  const capture = blind();
  const sections = new Map(capture.sections).set('samples', { status: 0, text: `${series.join('\n')}\n` });
  const { judgement, followed } = await diagnose(capturedLooks({ ...capture, sections }, 0), causes);
  expect(followed.map(({ atS, entry }) => [atS, entry?.timeoutS])).toEqual([
    [0, null],
    [5, 119],
    [10, 114],
  ]);
  expect([judgement.class, judgement.because.basis]).toEqual(['fixed-pickup', 'followed']);
  const other = series.toSpliced(0, 0, 'only src=192.168.1.9 dst=17.1.1.1 sport=1 dport=5223');
  const elsewhere = new Map(sections).set('samples', { status: 0, text: `${other.join('\n')}\n` });
  const seen = await diagnose(capturedLooks({ ...capture, sections: elsewhere }, 0), causes);
  expect([seen.followed, seen.judgement.verdict]).toEqual([[], 'inconclusive']);
});

it('nothing is captured where nothing was seen', () => {
  expect(() => recordingLooks(sessionTo(blind()).session).capture('test')).toThrow(RangeError);
});
