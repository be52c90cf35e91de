import { z } from 'zod';

/** One line of a router that shows something. */
export const evidenceSchema = z.object({
  /** Where the line stands: a file or command on the router, e.g. `/proc/net/nf_conntrack`. */
  source: z.string(),
  /** Verbatim, one line, hostile. */
  line: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;
