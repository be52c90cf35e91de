import type { NoticeDesk } from './work.ts';

export async function workDigest(digestId: string, { store }: NoticeDesk): Promise<void> {
  await store.notices.digestById(digestId);
}
