import { z } from 'zod';
import { jobSchema } from '../model/job.ts';
import { recordKind } from '../redis/client/record.ts';

const proving = z.looseObject({
  kind: z.literal('prove'),
  earlier: z.array(z.object({ atS: z.number(), entries: z.array(z.object({ line: z.string() })) })),
});

/** In the first release a proof carried what it had read of each line; now it carries the lines. */
function jobOfFirst(value: unknown): unknown {
  const read = proving.safeParse(value);
  if (!read.success) return value;
  const earlier = read.data.earlier.map(({ atS, entries }) => ({
    atS,
    lines: entries.map(({ line }) => line),
  }));
  return { ...read.data, earlier };
}

/** A job as it waits in Redis. */
export const jobKind = recordKind('job', jobSchema, [jobOfFirst]);
