import { describe } from 'vitest';
import { undo } from './support/undo.ts';

describe('fw3: an apply that dies', () =>
  undo('fw3', [
    { stage: 'live', afterMs: 50, how: 'kill', rollbackS: 10 },
    { stage: 'persist', afterMs: 150, how: 'kill', rollbackS: 25 },
    { stage: 'verify-again', afterMs: 0, how: 'dead line', rollbackS: 25 },
    { stage: 'confirm', afterMs: 0, how: 'kill', rollbackS: 30, mayBeCured: true },
  ]));
