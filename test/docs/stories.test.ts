import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import type { Finding } from '../../src/diagnosis/finding.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Judgement } from '../../src/diagnosis/judgement.ts';
import { report } from '../../src/diagnosis/report/report.ts';
import { findingText } from '../../src/diagnosis/report/words.ts';
import { offersFor } from '../../src/remedies/index.ts';
import { speak } from '../../src/words/words.ts';
import { storedSnapshot } from '../support/captures.ts';
import { type Story, stories } from './stories.ts';

interface Told {
  story: Story;
  judgement: Judgement;
  headline: string;
  firstTitle: string;
  offers: string[];
}

const nameOf = ({ id, variant }: Finding): string => (variant === undefined ? id : `${id}/${variant}`);
const isNamed = (finding: Finding, name: string): boolean => name === finding.id || name === nameOf(finding);

function tell(story: Story): Told {
  const snapshot = storedSnapshot(`stories/${story.router}`);
  const judgement = judge(snapshot, causes);
  const { offers } = offersFor(judgement.findings, { snapshot, flows: judgement.flows });
  const [first] = judgement.findings;
  return {
    story,
    judgement,
    headline: report(judgement, speak('en'), { offers }).title,
    firstTitle: first ? (findingText('en', first, 'title') ?? '') : '',
    offers: offers.map(({ remedy }) => remedy),
  };
}

function isRight({ story, judgement, offers }: Told): boolean {
  const { verdict, findings } = judgement;
  const [first] = findings;
  return (
    verdict === story.verdict &&
    story.tells.every((name) => findings.some((finding) => isNamed(finding, name))) &&
    (story.first === null ? first === undefined : first !== undefined && isNamed(first, story.first)) &&
    offers.join() === story.offers.join()
  );
}

const told = stories.map(tell);

function saysToday({ judgement, headline, firstTitle, offers }: Told): string {
  const first = judgement.findings[0];
  return [
    `*${judgement.verdict}*: “${headline}”`,
    first ? `\`${nameOf(first)}\`${firstTitle === '' ? '' : ` “${firstTitle}”`}` : 'no finding',
    ...(judgement.deciding === null ? [] : [`would tell: ${judgement.deciding}`]),
    offers.length > 0 ? `offers ${offers.map((remedy) => `\`${remedy}\``).join(', ')}` : 'offers nothing',
  ].join('; ');
}

const rowOf = (one: Told, n: number): string =>
  `| ${n + 1} | ${one.story.complaint} | ${one.story.behind} | ${one.story.must} | ${saysToday(one)} | ${isRight(one) ? 'yes' : '**no**'} |`;

const page = `# Stories

What households complain of, and what a diagnosis says of their router today. Each router is a capture in
\`test/fixtures/stories\`, made by hand after what such routers print. Made by \`test/docs/stories.test.ts\`, which fails when this
page is not what is said; *must be said* stands in \`test/docs/stories.ts\`, and *right* is that the verdict, the first finding, what
else has to be found, and the offers are those.

Right today: ${told.filter(isRight).length} of ${told.length}.

| | somebody says | the router | must be said | is said today | right |
| --- | --- | --- | --- | --- | --- |
${told.map(rowOf).join('\n')}
`;

describe('stories', () => {
  it('docs/stories.md is what is said today', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/stories.md');
  });

  it('each capture has its story', () => {
    const files = readdirSync('test/fixtures/stories').flatMap(
      (file) => /^(.+)\.pmcap$/.exec(file)?.[1] ?? [],
    );
    expect(files.sort()).toEqual(stories.map(({ router }) => router));
  });

  it.each(told.map((one) => [one.story.router, one] as const))(
    '%s: a router that was the cause is not called healthy, and nothing is healthy unseen',
    (_, { story, judgement }) => {
      const isBlamed = story.cause === 'router' || story.cause === 'program';
      expect(isBlamed && judgement.verdict === 'healthy').toBe(false);
      expect(judgement.flows.length > 0 || judgement.verdict !== 'healthy').toBe(true);
    },
  );

  it('most are told rightly', () => {
    expect(told.filter(isRight).length).toBeGreaterThanOrEqual(14);
  });
});
