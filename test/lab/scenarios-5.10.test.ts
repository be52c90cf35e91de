import { describe } from 'vitest';
import { play } from '../scenarios/play.ts';
import { labHouse } from './support/house.ts';

describe('causes made to happen on 5.10', () =>
  play('5.10', () => labHouse({ kernel: '5.10', firewall: 'fw4' })));
