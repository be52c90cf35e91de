import { z } from 'zod';
import { buttonSchema } from './button.ts';
import { type Language, languageSchema } from './language.ts';

/** Texts are plain: no markup of any platform. Each platform escapes, fits and truncates them. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** A heading inside a reply. */
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.object({
    kind: z.literal('fields'),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  /** Verbatim lines of a router or steps for it. */
  z.object({ kind: z.literal('code'), text: z.string(), caption: z.string().exactOptional() }),
  /** `png` is base64; `caption`: its legend. */
  z.object({
    kind: z.literal('image'),
    png: z.string(),
    alt: z.string(),
    name: z.string(),
    caption: z.string().exactOptional(),
  }),
  /** A text file to be kept or sent on. Made for everybody to read: nothing personal may stand in it. */
  z.object({ kind: z.literal('file'), name: z.string(), text: z.string() }),
  /** Less important; platforms may fold it away or shorten it first. */
  z.object({ kind: z.literal('aside'), text: z.string() }),
]);
export type Block = z.infer<typeof blockSchema>;

/** What a command or a job answers: plain data, in the reader's language, that every platform can render. */
export const replySchema = z.object({
  tone: z.enum(['good', 'bad', 'unsure', 'info', 'working']),
  title: z.string(),
  blocks: z.array(blockSchema),
  /** In reading order. Platforms lay them out. */
  buttons: z.array(buttonSchema),
  /** Holds addresses or secrets: shown to the asker alone where the platform can, masked otherwise. */
  private: z.boolean().exactOptional(),
  /** Words that a group must not read although they have no shape of their own: names of devices. */
  names: z.array(z.string()).exactOptional(),
  /** The reader's: for what stands in place of those. */
  language: languageSchema.exactOptional(),
});
export type Reply = z.infer<typeof replySchema>;

export const text = (t: string): Block => ({ kind: 'text', text: t });
export const heading = (t: string): Block => ({ kind: 'heading', text: t });
export const list = (items: string[]): Block => ({ kind: 'list', items });
export const code = (t: string, caption?: string): Block =>
  caption === undefined ? { kind: 'code', text: t } : { kind: 'code', text: t, caption };
export const aside = (t: string): Block => ({ kind: 'aside', text: t });

/** Names that a group must not read, and the language in which it reads something else in their place. */
export const hiding = (
  names: readonly string[],
  { language }: { language: Language },
): Required<Pick<Reply, 'names' | 'language'>> => ({ names: [...new Set(names)], language });
