import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/lab/**/*.test.ts'],
    globalSetup: ['test/lab/support/setup.ts'],
    // Each file boots its own machines, and two cores carry two of them.
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // The tests of a file walk one router from fault to cure: what follows a failure says nothing.
    bail: 0,
    sequence: { concurrent: false },
  },
});
