import { describe } from 'vitest';
import { play } from '../scenarios/play.ts';
import { labHouse } from './support/house.ts';

describe('causes made to happen on 6.12', () =>
  play('6.12', () => labHouse({ kernel: '6.12', firewall: 'fw4' })));
