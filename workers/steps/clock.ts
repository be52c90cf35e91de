/** A moment of today as any reader understands it: `12:34:56 UTC`. */
export const clock = (atMs: number): string => `${new Date(atMs).toISOString().slice(11, 19)} UTC`;
