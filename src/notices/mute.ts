import type { Address } from '../model/address.ts';
import type { Reply } from '../model/message.ts';
import { watchId } from '../watch/events.ts';
import type { Say } from '../words/words.ts';
import { isFixInPlace } from './fix-state.ts';
import { noticeMessage } from './messages/notice.ts';
import type { NoticeStores } from './notice-stores.ts';
import { mute, nextDue, unmute } from './pending.ts';
import { vendorOf } from './vendor.ts';

const dayMs = 24 * 3_600_000;

/** Mutes a phone in a chat (or ends that), and gives its last notice as it then reads. Null: nothing was told of it. */
export async function muteInChat(
  {
    router,
    to,
    phone,
    isOff,
    say,
  }: { router: { id: string; name: string }; to: Address; phone: string; isOff: boolean; say: Say },
  { store, now }: { store: Pick<NoticeStores, 'notices' | 'people' | 'watches' | 'plans'>; now(): number },
): Promise<Reply | null> {
  const id = watchId(router.id, to);
  const watch = (await store.watches.of(router.id)).find((one) => watchId(one.routerId, one.to) === id);
  for (;;) {
    const { state, version } = await store.notices.state(id);
    const notice = state.notices
      .filter((one) => one.kind === 'phone' && one.phone.key === phone && one.sent > 0)
      .at(-1);
    if (!notice) return null;
    const next = isOff ? unmute(state, phone) : mute(state, phone, now() + dayMs);
    if (!(await store.notices.swap(id, version, next, nextDue(next)))) continue;
    const person = watch ? await store.people.of(watch.account) : null;
    return noticeMessage(notice, {
      router,
      say,
      zone: await store.notices.zoneOf(person?.id ?? '', to),
      keepFixed: watch?.keepFixed ?? false,
      cured: await isFixInPlace(router.id, store),
      mayTrust: false,
      mutes: next.mutes,
      vendorOf,
      now: now(),
    });
  }
}
