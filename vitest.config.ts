import { defineConfig } from 'vitest/config';
import { textFiles } from './test/support/text-files.ts';
import { testsByTier } from './test/support/tiers.ts';

const tiers = testsByTier();

export default defineConfig({
  test: {
    // Most of a test's time is a real server, router or timer being waited for.
    maxWorkers: 3,
    projects: (['fast', 'real', 'properties'] as const).map((name) => ({
      plugins: [textFiles],
      test: {
        name,
        include: tiers[name],
        setupFiles: ['test/support/seed.ts'],
        // Only so that a run that hangs ends: how long a test takes on a busy machine says nothing.
        testTimeout: 180_000,
        hookTimeout: 180_000,
        pool: 'forks' as const,
      },
    })),
  },
});
