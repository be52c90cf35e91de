import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { render } from '../../src/chat/telegram/render.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { details } from '../../src/diagnosis/report/details.ts';
import { summary } from '../../src/diagnosis/report/summary.ts';
import { languages } from '../../src/model/language.ts';
import { offersFor } from '../../src/remedies/index.ts';
import { speak } from '../../src/words/words.ts';
import { heightOf } from '../conversation/height.ts';
import { bareTerms } from '../conversation/terms.ts';
import { storedSnapshot } from '../support/captures.ts';

/** Every router there is a capture of: `stories/01-wechat` … */
const routers = ['stories', 'routers', 'cases'].flatMap((folder) =>
  readdirSync(new URL(`../fixtures/${folder}`, import.meta.url))
    .filter((file) => file.endsWith('.pmcap'))
    .map((file) => `${folder}/${file.replace(/\.pmcap$/, '')}`),
);

/** As high as a diagnosis may be with its four buttons in two rows. */
const mostPx = 560;

describe.each(languages)('a summary in %s', (language) => {
  const say = speak(language);
  test.each(routers)(
    'of %s fits a phone, in the words of a person, and its details say something else',
    (name) => {
      const snapshot = storedSnapshot(name);
      const judgement = judge(snapshot, causes);
      const { offers } = offersFor(judgement.findings, { snapshot, flows: judgement.flows });
      const told = summary(judgement, say, { router: 'home', offers });
      const { html } = render(told, []);
      const labels = ['button.apply', 'button.check-again', 'button.steps', 'button.details'] as const;
      const buttons = labels.map((label) => `[${say(label)}](secondary)`).join(' ');
      expect(heightOf([...html.split('\n'), buttons], 'telegram'), html).toBeLessThanOrEqual(mostPx);
      expect(bareTerms(html, language), html).toBe(false);
      const said = told.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
      for (const block of details(judgement, say, { offers }))
        if (block.kind === 'text') expect(said).not.toContain(block.text);
    },
  );
});
