import type { cli as english } from '../en/cli.ts';

export const cli: Record<keyof typeof english, string> = {};
