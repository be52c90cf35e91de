import { describe } from 'vitest';
import { undo } from './support/undo.ts';

describe('fw3: an apply that dies', () =>
  undo('fw3', [
    { stage: 'live', afterMs: 50, how: 'kill', undoSeconds: 10 },
    { stage: 'persist', afterMs: 150, how: 'kill', undoSeconds: 25 },
    { stage: 'confirm', afterMs: 0, how: 'dead line', undoSeconds: 25 },
    { stage: 'disarm', afterMs: 0, how: 'kill', undoSeconds: 30, mayBeCured: true },
  ]));
