import { randomUUID } from 'node:crypto';
import type { WatchEvent, WatchEventOf } from '../../src/watch/events.ts';
import type { Shown } from './room.ts';
import type { Scene } from './scene.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const flow: WatchEventOf<'evicted'>['flow'] = {
  service: 'apns',
  family: 'ipv4',
  device: { ip: '192.168.1.188', mac: '5a:11:22:33:44:55', name: 'Annas-iPhone' },
  server: { ip: '17.57.144.10', port: 5223 },
};

const pad = { ip: '192.168.1.142', mac: '5a:11:22:33:44:66', name: null };

/** A zone where it is past eight in the morning, so that the next digest is almost a day away, whenever this runs. */
function zoneOfEight(now: number): string {
  const offset = ((8 - new Date(now).getUTCHours() + 36) % 24) - 12;
  // Etc/GMT-3 is three hours ahead of Greenwich.
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** The button of a zone: what clocks there show, and where. */
const clockOf = ({ buttons }: Shown, place: string): string =>
  buttons.find(({ label }) => label.endsWith(` ${place}`))?.label ?? place;

/** What watching makes of events: real notices and digests of events that a watcher would tell. */
export async function watching({ house, room, talk, say }: Scene): Promise<void> {
  const { type, press, happens, chapter } = talk;
  const { notices, store } = house;
  const routerId = (await store.routers.byName('home'))?.id ?? '';

  chapter('Watching');
  await type('watch', { switch: 'off' });
  await type('watch');
  await type('watch', { switch: 'on' });
  await type('watch', { switch: 'on', 'keep-fixed': 'yes' });
  await type('watch', { switch: 'on' });
  await type('status');
  await type('watch');
  await type('quiet');
  await type('quiet', { hours: 'late' });
  const hours = await type('quiet', { hours: '10pm-7am' });
  const clocks = await press(say('button.zone.other'), hours);
  const later = await press(say('button.next'), clocks.shown);
  await press(clockOf(later.shown, say.language === 'en' ? 'Berlin' : '柏林'), later.shown);
  const which = await type('quiet', { hours: '22:30-07:00', zone: 'CST' });
  await press(clockOf(which, say.language === 'en' ? 'Chicago' : '芝加哥'), which);
  await type('quiet', { hours: '22:00-07:00', zone: say.language === 'en' ? 'UTC+8' : '北京' });
  await type('quiet', { hours: '22-7', zone: 'atlantis' });
  await type('quiet', { hours: 'off', zone: zoneOfEight(Date.now()) });
  await type('digest', { every: 'weekly' });
  await type('digest', { every: 'off' });
  await type('digest', { every: 'daily' });
  await type('digest');

  chapter('Notices');
  const tell = async (event: WatchEvent) => {
    await notices.onEvent(event);
    await notices.sweep();
  };
  const cut = (): WatchEventOf<'evicted'> => ({
    kind: 'evicted',
    id: randomUUID(),
    routerId,
    at: house.now(),
    flow,
    idleS: 151,
    class: 'fixed-pickup',
    evidence: [
      {
        source: '/proc/net/nf_conntrack',
        line: 'ipv4 2 tcp 6 1 ESTABLISHED src=192.168.1.188 dst=17.57.144.10 sport=45678 dport=5223 [ASSURED]',
      },
    ],
  });
  const first = cut();
  await happens('The router forgets the phone’s connection', () => tell(first));
  const backAfter = (one: WatchEventOf<'evicted'>, unreachableS: number): WatchEvent => ({
    kind: 'back',
    id: randomUUID(),
    routerId,
    at: one.at + unreachableS * 1_000,
    evictedId: one.id,
    flow,
    unreachableS,
    evidence: [],
  });
  house.ahead(449_000);
  await happens('It is back after 449 s', () => tell(backAfter(first, 449)));
  house.ahead(10 * minuteMs);
  const second = cut();
  await happens('It is forgotten again', () => tell(second));
  house.ahead(5 * minuteMs);
  const notice = await happens('It is back after 300 s', () => tell(backAfter(second, 300)));
  await press(say('button.details'), notice, { shows: room.illustrated });
  const muted = await press(say('button.mute'), notice);
  await press(say('button.unmute'), muted.shown);
  await press(say('button.apply'), notice);
  const odd = { ...cut(), class: 'normal' as const, flow: { ...flow, device: pad } };
  const unexplained = await happens('Another one is forgotten, for no known reason', () => tell(odd));
  await press(say('button.check-again'), unexplained);
  const lost: WatchEvent = {
    kind: 'guard',
    id: randomUUID(),
    routerId,
    at: house.now(),
    state: 'lost',
    evidence: [],
  };
  const guard = await happens('The guard misses the fix', () => tell(lost));
  await press(say('button.apply'), guard);
  house.ahead(minuteMs);
  const restored: WatchEvent = { ...lost, id: randomUUID(), at: lost.at + minuteMs, state: 'restored' };
  await happens('The guard sees it again', () => tell(restored));
  house.ahead(dayMs);
  await happens(
    'The morning comes',
    async () => {
      await notices.sweep();
    },
    { shows: room.illustrated },
  );
  await type('watch', { switch: 'off' });
}
