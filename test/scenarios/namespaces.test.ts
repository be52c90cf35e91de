import { describe, vi } from 'vitest';
import { namespacesOrSay } from '../support/namespaces.ts';
import { namespaceHouse } from './house.ts';
import { play } from './play.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const here = namespacesOrSay('causes made to happen in a household of namespaces');
describe.runIf(here)('in a household of namespaces', async () => play('namespaces', namespaceHouse));
