import type { Evidence } from '../../model/evidence.ts';
import { aside, type Block, code, heading, list, type Reply, text } from '../../model/message.ts';
import type { Offer } from '../../model/offer.ts';
import { isWord, type Say, sayAny } from '../../words/words.ts';
import type { Finding, Remark } from '../finding.ts';
import type { Judgement } from '../judgement.ts';
import { flowLine } from './flow-words.ts';
import { clip, findingText, missingText, remarkText } from './words.ts';

export interface ReportOptions {
  /** Every line of evidence and every connection, instead of the few that fit a phone. */
  full?: boolean;
  /** What is offered beside it: text and button are made of the same. */
  offers?: readonly Pick<Offer, 'remedy' | 'title'>[];
  /** Something of ours stands without need. */
  revert?: boolean;
}

const tones = { healthy: 'good', impaired: 'bad', inconclusive: 'unsure' } as const;

/** A judgement in plain words: what was seen, what it means, what can be done. Buttons are the caller's. */
export function report(
  judgement: Judgement,
  say: Say,
  { full = false, offers = [], revert = false }: ReportOptions = {},
): Reply {
  const lines = full ? 40 : 4;
  const grave = judgement.findings.filter((finding) => finding.severity !== 'note');
  const notes = judgement.findings.filter((finding) => finding.severity === 'note');
  return {
    tone: tones[judgement.verdict],
    title: headline(judgement, say),
    blocks: [
      text(classText(judgement, say)),
      text(sayAny(say.language, `because.${judgement.because.basis}`, judgement.because.values)),
      ...grave.flatMap((finding) => findingBlocks(finding, say, lines)),
      ...listed(say('report.do'), whatToDo(judgement, { offers, revert }, say)),
      ...listed(say('report.flows'), flowItems(judgement, say, full ? 40 : 4)),
      ...listed(
        say('report.also'),
        notes.map((finding) => note(finding, say)),
      ),
      ...remarks('ruled-out', judgement.ruledOut, say),
      ...remarks('unknown', judgement.unknown, say),
      aside(routerText(judgement, say)),
    ],
    buttons: [],
    names: [...new Set(judgement.flows.flatMap(({ device }) => device.name ?? []))],
  };
}

/** The verdict, or where it is not the router's own the gravest finding's word for it, or for what lies beside a healthy one. */
function headline({ verdict, findings }: Judgement, say: Say): string {
  const [gravest] = findings;
  const [own] =
    verdict === 'healthy'
      ? findings.flatMap((finding) => findingText(say.language, finding, 'beside') ?? [])
      : [gravest ? findingText(say.language, gravest, 'headline') : null];
  return own ?? say(`verdict.${verdict}`);
}

function classText(judgement: Judgement, say: Say): string {
  const { class: kind, verdict } = judgement;
  const fitting = { healthy: 'cured', inconclusive: 'open', impaired: null }[verdict];
  const key = `class.${kind}.${fitting}`;
  return sayAny(say.language, isWord(key) ? key : `class.${kind}`);
}

function findingBlocks(finding: Finding, say: Say, most: number): Block[] {
  const means = findingText(say.language, finding, 'means');
  return [
    heading(findingText(say.language, finding, 'title') ?? finding.id),
    ...(means === null ? [] : [text(means)]),
    ...evidenceBlocks(finding.evidence, say, most),
  ];
}

/** The router's own lines, one code block per source, in the order they were found. */
function evidenceBlocks(evidence: readonly Evidence[], say: Say, most: number): Block[] {
  const bySource = new Map<string, string[]>();
  for (const { source, line } of evidence)
    bySource.set(source, [...(bySource.get(source) ?? []), clip(line, 400)]);
  const each = Math.max(1, Math.floor(most / Math.max(1, bySource.size)));
  return [...bySource].map(([source, lines]) => {
    const n = lines.length - each;
    const caption = n > 0 ? say('report.more-lines', { source, n }) : source;
    return code(lines.slice(0, each).join('\n'), caption);
  });
}

function whatToDo(
  judgement: Judgement,
  { offers, revert }: Required<Pick<ReportOptions, 'offers' | 'revert'>>,
  say: Say,
): string[] {
  const remedies = judgement.findings.flatMap(
    (finding) => findingText(say.language, finding, 'remedy') ?? [],
  );
  return [
    ...offers.map(({ remedy, title }) => sayAny(say.language, `remedy.${remedy}.offer`, title.values)),
    ...(revert ? [say('report.offer-revert')] : []),
    ...new Set(remedies),
    ...decidingText(judgement, say),
  ];
}

/** To check again is a button anyway, and findings that need no more say so themselves. */
const decidingText = ({ deciding }: Judgement, say: Say): string[] =>
  deciding === null || deciding === 'again' ? [] : [say(`deciding.${deciding}`)];

function flowItems(judgement: Judgement, say: Say, most: number): string[] {
  const n = judgement.flows.length - most;
  return [
    ...judgement.flows.slice(0, most).map((flow) => flowLine(flow, say)),
    ...(n > 0 ? [say('report.more-flows', { n })] : []),
  ];
}

function note(finding: Finding, say: Say): string {
  const title = findingText(say.language, finding, 'title') ?? finding.id;
  const means = findingText(say.language, finding, 'means');
  return means === null ? say('report.note.plain', { title }) : say('report.note', { title, means });
}

const listed = (title: string, items: string[]): Block[] =>
  items.length === 0 ? [] : [heading(title), list(items)];

function remarks(kind: 'ruled-out' | 'unknown', all: readonly Remark[], say: Say): Block[] {
  const items = new Set(
    all
      .filter(({ minor }) => minor !== true)
      .flatMap(({ missing, ...remark }) =>
        missing
          ? missing.map((one) => missingText(say.language, [one]))
          : remarkText(say.language, kind, remark),
      ),
  );
  if (items.size === 0) return [];
  return [aside(say(`report.${kind}`, { items: [...items].join(say('report.list-separator')) }))];
}

function routerText({ router, confidence, verdict }: Judgement, say: Say): string {
  const parts = [
    [router.distribution, router.release].filter((part) => part !== null).join(' '),
    router.kernel === null ? '' : say('report.kernel', { kernel: router.kernel }),
    router.firewall ?? '',
    say(offloadWord(router.offload)),
  ].filter((part) => part !== '');
  const read = clip(parts.join(say('report.comma')), 200);
  if (verdict === 'inconclusive') return say('report.router', { parts: read });
  return say('report.router.sure', { parts: read, percent: Math.round(confidence * 100) });
}

function offloadWord({ software, hardware }: Judgement['router']['offload']) {
  if (software === null) return 'report.offload.unread';
  if (!software) return 'report.offload.off';
  return hardware === true ? 'report.offload.hardware' : 'report.offload.software';
}
