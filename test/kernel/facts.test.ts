import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { losesHardwareFlows } from '../../src/kernel/regressions.ts';

test.each([
  ['6.18.0', true],
  ['6.18.38', true],
  ['6.18.38-rt1', true],
  ['6.18.39', false],
  ['6.18.100', false],
  ['6.18', false],
  ['6.19.1', false],
  ['5.6.18.3', false],
  ['', false],
])('kernel %s loses flows in hardware: %s', (kernel, loses) => {
  expect(losesHardwareFlows(kernel)).toBe(loses);
});

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

/** Facts of the outside world that stand in `kernel/` or `push/` alone; their texts for people excepted. */
const facts: [what: string, pattern: RegExp, home: RegExp][] = [
  ['the pickup of 120 s', /\b(?:pickup|short)S = 120\b/i, /^src\/kernel\//],
  ['30 s in the flowtable', /flow\w*S(?: =| \?\?) 30\b/i, /^src\/kernel\//],
  [
    '300 s unacknowledged',
    /= 300;.*|unacknowledged'?: '300'/,
    /^src\/(?:kernel|watch\/(?:lifecycle\/home|arrival)|probes\/nft|firewall\/lines)/,
  ],
  ['half an hour of silence', /(?:quietS|safeIdleS)(?: =|:| \?\?) 1800\b/, /^src\/push\//],
  ['the repair of 6.18.39', /6\\\.18|firstFixed/, /^src\/kernel\//],
  ['OpenWrt’s 7440 s', /'?\b7440\b'?[,;]/, /^src\/kernel\//],
  ['ports of push', /[([=|'" ]5223[|,\]) }]/, /^src\/(?:push|demo|changes\/plan-first)/],
  ['Apple’s networks', /'2620:149:a44|'2403:300:a42|2a01:b740/, /^src\/(?:push|demo)\//],
];

test.each(facts)('%s stand in one place', (_what, pattern, home) => {
  const elsewhere = ['src', 'commands', 'workers']
    .flatMap(filesBelow)
    .filter((file) => !home.test(file) && !file.startsWith('src/words/'))
    .filter((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .some((line) => pattern.test(line) && !/^\s*(?:\/\/|\/?\*)/.test(line)),
    );
  expect(elsewhere).toEqual([]);
});
