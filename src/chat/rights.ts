import type { Role } from '../model/person.ts';

const rank: Record<Role, number> = { viewer: 1, operator: 2, owner: 3 };

/** Whether a person with `role` may run what needs `needed`. Default: no. */
export const mayRun = (role: Role | null, needed: Role | 'anyone'): boolean =>
  needed === 'anyone' || (role !== null && rank[role] >= rank[needed]);
