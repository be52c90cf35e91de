import { defineConfig } from 'vitest/config';
import { textFiles } from './test/support/text-files.ts';

export default defineConfig({
  plugins: [textFiles],
  test: {
    include: ['test/lab/**/*.test.ts'],
    globalSetup: ['test/lab/support/setup.ts'],
    // Each file boots its own machines; most of a file's time is a phone being idle.
    maxWorkers: 3,
    pool: 'forks',
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
