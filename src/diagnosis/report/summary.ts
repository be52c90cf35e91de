import { type Block, code, heading, hiding, list, type Reply, text } from '../../model/message.ts';
import type { Offer } from '../../model/offer.ts';
import { isWord, type Say, sayAny } from '../../words/words.ts';
import type { Finding } from '../finding.ts';
import type { Judgement } from '../judgement.ts';
import { phoneLabel, phoneList } from './phone-words.ts';
import { findingText, noteText } from './words.ts';

export interface SummaryOptions {
  /** What the reader calls the router; without it: this router. */
  router?: string | undefined;
  /** What is offered beside it: text and button are made of the same. */
  offers?: readonly Pick<Offer, 'remedy' | 'title' | 'shown' | 'persistent'>[];
  /** Something of ours stands without need. */
  revert?: boolean;
  /** With the picture of a connection's life, where one was measured. Default true. */
  picture?: boolean;
  /** Who made a network card. */
  vendorOf?: (mac: string) => string | null;
}

const tones = { healthy: 'good', impaired: 'bad', inconclusive: 'unsure' } as const;
/** Findings beside the first that get a line, and things to do. */
const alsoShown = 2;
export const doShown = 2;

/** A judgement on one phone screen, in the words of a person: what, whose, why, what now. Buttons are the caller's. */
export function summary(judgement: Judgement, say: Say, options: SummaryOptions = {}): Reply {
  const found = grave(judgement);
  const first = judgement.verdict === 'healthy' ? undefined : found[0];
  return {
    tone: tones[judgement.verdict],
    title: headline(judgement, say, options),
    blocks: [
      text(first === undefined ? classText(judgement, say) : why(first, say)),
      ...(options.picture === false ? [] : lifePicture(judgement, say)),
      ...listed(say('report.besides'), also(found.slice(first === undefined ? 0 : 1), say)),
      ...listed(say('report.do'), whatToDo(judgement, say, options).slice(0, doShown)),
    ],
    buttons: [],
    ...hiding(
      judgement.flows.flatMap(({ device }) => device.name ?? []),
      say,
    ),
  };
}

/** What makes pushes late, or may. */
export const grave = ({ findings }: Judgement): Finding[] =>
  findings.filter(({ severity }) => severity === 'fault' || severity === 'risk');

/** The verdict, or where it is not the router's own the gravest finding's word for it, or for what lies beside a healthy one. */
function headline(judgement: Judgement, say: Say, options: SummaryOptions): string {
  const { verdict, findings } = judgement;
  const router = options.router ?? say('report.this-router');
  const part = verdict === 'healthy' ? 'beside' : 'headline';
  const own = (verdict === 'healthy' ? findings : findings.slice(0, 1)).flatMap(
    (finding) => findingText(say.language, { ...finding, values: { ...finding.values, router } }, part) ?? [],
  )[0];
  if (own !== undefined) return closeUp(own);
  const phones = whose(judgement, say, options);
  return closeUp(
    phones === '' || verdict === 'inconclusive'
      ? say(`verdict.${verdict}`, { router })
      : say(`verdict.${verdict}.of`, { router, phones }),
  );
}

/** Chinese stands a blank away from a name in Latin letters, and from nothing else. */
const closeUp = (text: string): string => text.replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '');

/** The phones a verdict is about. */
function whose({ verdict, flows, findings }: Judgement, say: Say, { vendorOf = () => null }: SummaryOptions) {
  const fate = verdict === 'healthy' ? 'kept' : 'forgotten';
  const meant = flows.filter((flow) => flow.fate === fate);
  const about = meant.length > 0 ? meant : (findings[0]?.flows ?? []);
  return about.length === 0
    ? ''
    : phoneList(
        about.map(({ device }) => phoneLabel(device, vendorOf, say)),
        say,
      );
}

function classText({ class: kind, verdict }: Judgement, say: Say): string {
  const fitting = { healthy: 'cured', inconclusive: 'open', impaired: null }[verdict];
  const key = `class.${kind}.${fitting}`;
  return sayAny(say.language, isWord(key) ? key : `class.${kind}`);
}

/** What was found, as a person says it. */
const why = (finding: Finding, say: Say): string =>
  findingText(say.language, finding, 'why') ?? noteText(finding, say);

function also(others: readonly Finding[], say: Say): string[] {
  const n = others.length - alsoShown;
  return [
    ...others
      .slice(0, alsoShown)
      .map(
        (finding) =>
          findingText(say.language, finding, 'why') ??
          findingText(say.language, finding, 'title') ??
          finding.id,
      ),
    ...(n > 0 ? [say('report.besides.more', { n })] : []),
  ];
}

/** What can be done, best first: more than a screen holds stands behind **Details**. */
export function whatToDo(
  judgement: Judgement,
  say: Say,
  { offers = [], revert = false }: SummaryOptions,
): string[] {
  const remedies = grave(judgement).flatMap((finding) => findingText(say.language, finding, 'remedy') ?? []);
  return [
    ...offers.map(({ remedy, title, shown, persistent }) =>
      sayAny(say.language, `remedy.${remedy}.offer`, {
        ...title.values,
        n: shown.length,
        lasts: persistent ? 'yes' : 'no',
      }),
    ),
    ...(revert ? [say('report.offer-revert')] : []),
    ...new Set(remedies),
    ...decidingText(judgement, say),
  ];
}

/** To check again is a button anyway, and findings that need no more say so themselves. */
const decidingText = ({ deciding }: Judgement, say: Say): string[] =>
  deciding === null || deciding === 'again' ? [] : [say(`deciding.${deciding}`)];

/** How the class was seen, where a connection was watched or its timer read: not what rules and settings let one expect. */
const measured: readonly string[] = ['followed', 'followed-gone', 'countdown', 'seen'];
/** Cells of the picture, and seconds it shows: about a phone's heartbeat. */
const [cells, shownS] = [20, 600];

/** How long a silent connection lives beside how long a phone is silent, where that was measured. */
function lifePicture({ flows, because }: Judgement, say: Say): Block[] {
  const [life] = flows.flatMap(({ afterS }) => (afterS === null ? [] : [afterS]));
  if (life === undefined || life >= shownS || !measured.includes(because.basis)) return [];
  const kept = Math.max(1, Math.round((life / shownS) * cells));
  const bar = `▐${'█'.repeat(kept)}${'░'.repeat(cells - kept)}▌`;
  return [code(bar, say('report.life', { seconds: Math.round(life) }))];
}

const listed = (title: string, items: string[]): Block[] =>
  items.length === 0 ? [] : [heading(title), list(items)];
