import { defineConfig } from 'vitest/config';
import { textFiles } from './test/support/text-files.ts';

export default defineConfig({
  plugins: [textFiles],
  test: {
    include: ['test/lab/**/*.test.ts'],
    globalSetup: ['test/lab/support/setup.ts'],
    // Each file boots its own machines; most of a file's time is a phone being idle.
    maxWorkers: 2,
    pool: 'forks',
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
