import { z } from 'zod';

/** The places people talk to us in. Each has its line wherever platforms are told apart: the compiler asks for it. */
export const platforms = ['discord', 'telegram', 'terminal'] as const;

export const platformSchema = z.enum(platforms);
export type PlatformId = z.infer<typeof platformSchema>;

/** One person as one platform knows them, e.g. `discord:80351110224678912`. */
export const accountSchema = z.templateLiteral([platformSchema, ':', z.string()]);
export type AccountId = z.infer<typeof accountSchema>;

/** Where a reply goes. It crosses Redis with jobs and deliveries. */
export const addressSchema = z.object({
  platform: platformSchema,
  /** Channel, chat or user id on that platform. */
  chat: z.string(),
  /** Telegram forum topic. */
  thread: z.string().exactOptional(),
  /** Message that is to be repainted instead of a new one being posted. */
  message: z.string().exactOptional(),
  /** Discord: interaction token by which the acknowledged message can be edited, and when it was made (ms). */
  token: z.string().exactOptional(),
  tokenAt: z.number().exactOptional(),
  /** Seen by the asker alone. */
  ephemeral: z.boolean().exactOptional(),
  /** A group: names and addresses of devices are masked there unless the owner allows them. */
  group: z.boolean().exactOptional(),
});
export type Address = z.infer<typeof addressSchema>;

/** The chat itself, for messages of their own: none to repaint, no token, seen by all who are in it. */
export const chatOf = ({ platform, chat, thread, group }: Address): Address => ({
  platform,
  chat,
  ...(thread === undefined ? {} : { thread }),
  ...(group === undefined ? {} : { group }),
});

/** Names a chat, and a thread in it. */
export const chatId = ({ platform, chat, thread }: Address): string =>
  [platform, chat, ...(thread === undefined ? [] : [thread])].join(':');
