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
        testTimeout: 30_000,
        hookTimeout: 60_000,
        pool: 'forks' as const,
      },
    })),
  },
});
