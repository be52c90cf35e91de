import type { Connection } from './connection.ts';
import { isOpen } from './states.ts';

/** Open push connections, apart: those a program on the router holds, and those that pass through it. */
export function apart(flows: readonly Connection[]): { held: Connection[]; passing: Connection[] } {
  const open = flows.filter(isOpen);
  return {
    held: open.filter(({ path }) => path === 'local'),
    passing: open.filter(({ path }) => path === 'forwarded' || path === 'offloaded'),
  };
}
