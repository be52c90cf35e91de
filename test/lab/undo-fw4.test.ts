import { describe } from 'vitest';
import { undo } from './support/undo.ts';

describe('fw4: an apply that dies', () =>
  undo('fw4', [
    { stage: 'schedule-rollback', afterMs: 0, how: 'kill', rollbackS: 10 },
    { stage: 'live', afterMs: 250, how: 'dead line', rollbackS: 10 },
    { stage: 'persist', afterMs: 900, how: 'kill', rollbackS: 25 },
    { stage: 'persist', afterMs: 100, how: 'dead line', rollbackS: 25 },
    { stage: 'verify-again', afterMs: 100, how: 'kill', rollbackS: 30 },
    { stage: 'confirm', afterMs: 0, how: 'dead line', rollbackS: 30, mayBeCured: true },
  ]));
