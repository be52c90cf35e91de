import type { cure as english } from '../en/cure.ts';

export const cure: Record<keyof typeof english, string> = {};
