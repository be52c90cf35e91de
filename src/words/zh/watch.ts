import type { watch as english } from '../en/watch.ts';

export const watch: Record<keyof typeof english, string> = {};
