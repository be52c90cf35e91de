/**
 * A reply may be several messages: the text, and each of its photos with a mark that tells which picture it is. They
 * are known by one string, `214` or `214+215.Zk3aQ1xw+216.b_0fPq2s`.
 */
export interface MessageId {
  text: number;
  photos: { id: number; mark: string }[];
}

export const writeId = ({ text, photos }: MessageId): string =>
  [String(text), ...photos.map(({ id, mark }) => `${id}.${mark}`)].join('+');

/** Null when `given` was not made by {@link writeId}. */
export function readId(given: string | undefined): MessageId | null {
  const [text, ...rest] = (given ?? '').split('+');
  const photos = rest.flatMap((part) => {
    const [id, mark = ''] = part.split('.');
    return Number.isSafeInteger(Number(id)) ? [{ id: Number(id), mark }] : [];
  });
  return /^\d{1,15}$/.test(text ?? '') ? { text: Number(text), photos } : null;
}
