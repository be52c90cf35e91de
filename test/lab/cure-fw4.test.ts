import { describe } from 'vitest';
import { walk } from './support/walk.ts';

describe('fw4 on 5.10', () => walk({ firewall: 'fw4', cut: false }));
