import { z } from 'zod';
import type { Block, Button, Reply } from '../model/message.ts';

const block: z.ZodType<Block> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.object({
    kind: z.literal('fields'),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  z.object({ kind: z.literal('code'), text: z.string(), caption: z.string().exactOptional() }),
  z.object({ kind: z.literal('image'), png: z.string(), alt: z.string(), name: z.string() }),
  z.object({ kind: z.literal('aside'), text: z.string() }),
]);

const button: z.ZodType<Button> = z.object({
  label: z.string(),
  style: z.enum(['primary', 'secondary', 'danger']),
  command: z.string(),
});

export const reply: z.ZodType<Reply> = z.object({
  tone: z.enum(['good', 'bad', 'unsure', 'info', 'working']),
  title: z.string(),
  blocks: z.array(block),
  buttons: z.array(button),
  private: z.boolean().exactOptional(),
  names: z.array(z.string()).exactOptional(),
});
