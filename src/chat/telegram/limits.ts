/**
 * What Telegram accepts. Lengths are Telegram's characters (code points, counted after its parsing); we count UTF-16
 * units, of which there are never fewer. Source: https://core.telegram.org/bots/api, where not said otherwise.
 */
export const limits = {
  text: 4096,
  title: 200,
  caption: 1024,
  /** Bytes (UTF-8) of `callback_data`. */
  callbackData: 64,
  /** Buttons of one message and of one row: known from practice. */
  buttons: 100,
  buttonsPerRow: 8,
  buttonLabel: 64,
  /** Photos of one reply; an album takes ten. */
  images: 4,
  /** Files of one reply. */
  files: 2,
  imageBytes: 10 * 1024 * 1024,
  commandName: /^[a-z0-9_]{1,32}$/,
  commandDescription: 256,
  commands: 100,
  about: 120,
  description: 512,
} as const;

/** Columns of a block of code that a phone shows without folding the line. */
export const phoneColumns = 34;

/** Characters of button labels that stand side by side on a phone. */
export const rowLabels = 26;

/** An older message is not acted on: the person may have given up, or have done it by hand. */
export const oldMs = 5 * 60_000;

/** Progress repaints one message at most this often: 1/s per chat and 20/min per group are allowed, edits counted. */
export const progressMs = { person: 2_500, group: 6_000 } as const;

/** An answer that takes longer is announced by "typing…", which shows for 5 s. */
export const typingAfterMs = 200;
export const typingEveryMs = 4_500;
/** Longest time that a working reply is accompanied. */
export const typingForMs = 3 * 60_000;

/** How long the handlers that run may take when the bot stops. */
export const stopMs = 10_000;

/** Seconds one `getUpdates` waits for something to happen. */
export const pollS = 30;

/** Longest wait for a rate limit that is sat out for an answer somebody waits for, s. Deliveries wait in their queue. */
export const patienceS = 60;

/**
 * Answers over all chats, one by one: about 30 messages a second are allowed (https://core.telegram.org/bots/faq). The
 * deliveries keep a pace of their own; where both are busy at once Telegram tells who waits.
 */
export const pace = { limit: 1, interval: 37 } as const;
