import { describe } from 'vitest';
import { walk } from './support/walk.ts';

describe('fw3 on 5.10', () => walk({ firewall: 'fw3', cut: true }));
