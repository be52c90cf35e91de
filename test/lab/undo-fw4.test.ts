import { describe } from 'vitest';
import { undo } from './support/undo.ts';

describe('fw4: an apply that dies', () =>
  undo('fw4', [
    { stage: 'arm', afterMs: 0, how: 'kill', undoSeconds: 10 },
    { stage: 'live', afterMs: 250, how: 'dead line', undoSeconds: 10 },
    { stage: 'persist', afterMs: 900, how: 'kill', undoSeconds: 25 },
    { stage: 'persist', afterMs: 100, how: 'dead line', undoSeconds: 25 },
    { stage: 'confirm', afterMs: 100, how: 'kill', undoSeconds: 30 },
    { stage: 'disarm', afterMs: 0, how: 'dead line', undoSeconds: 30, mayBeCured: true },
  ]));
