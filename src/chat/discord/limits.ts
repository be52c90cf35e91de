/**
 * What Discord accepts. Lengths are Discord's characters; we count UTF-16 units, of which there are never fewer.
 * Sources: discord/discord-api-docs, `developers/` (components/reference, resources/message,
 * interactions/application-commands, interactions/receiving-and-responding).
 */
export const limits = {
  /** All text displays of a message together (components V2). */
  text: 4000,
  title: 200,
  /** Components of a message, nested ones counted. */
  components: 40,
  buttonRows: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  images: 4,
  /** Files of one reply. */
  files: 2,
  imageBytes: 10 * 1024 * 1024,
  imageAlt: 1024,
  nonce: 25,
  commandDescription: 100,
  options: 25,
  choices: 25,
  choice: 100,
  modalTitle: 45,
  modalLabel: 45,
  modalHint: 100,
} as const;

/** Columns of a code block that a phone shows without folding the line. */
export const phoneColumns = 42;

/** An interaction's token lives 15 minutes; the last one is left to the journey and to clocks that differ. */
export const tokenMs = 14 * 60_000;

/** Completion must be answered within 3 s; an empty answer is better than none. */
export const completionMs = 2_000;

/** Progress repaints one message at most this often. */
export const progressMs = 2_500;

/** How long the handlers that run may take when the bot stops. */
export const stopMs = 10_000;

/** Longest wait for a rate limit that is sat out here; longer ones go back to the deliveries' queue. */
export const patienceMs = 3_000;

/**
 * Requests with the bot's token: 50 in any second are allowed over all routes (topics/rate-limits). Small groups,
 * a little slower, keep below that however the network bunches them.
 */
export const pace = { limit: 5, interval: 105 } as const;
