import { languageEntries } from '../../words/index.ts';
import { sayAny, speak } from '../../words/words.ts';
import type { Finding, Remark } from '../finding.ts';
import type { Forgotten } from '../history.ts';
import type { Judgement } from '../judgement.ts';
import { clip, findingText, remarkText } from './words.ts';

/** What a report is made of: all of a capture that was redacted, save what holds no words of a household. */
export interface PublicReport {
  /** Judged by the redacted capture. */
  judgement: Judgement;
  /** The redacted capture itself, as a file. */
  capture: string;
  /** What the router as it is was judged to be. */
  before: Judgement;
  /** What a watch saw within a day. */
  forgotten: readonly Forgotten[];
  /** Who made it: `pushmedic 0.2.0`. */
  tool: string;
  /** Epoch ms. */
  at: number;
}

const language = 'en';
const say = speak(language);
const mostLines = 12;

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, '-'.repeat(title.length), ...lines];

function findingLines(finding: Finding): string[] {
  const { id, severity, evidence } = finding;
  const means = findingText(language, finding, 'means');
  return [
    `* ${id} (${severity}): ${findingText(language, finding, 'title') ?? id}`,
    ...(means === null ? [] : [`  ${means}`]),
    ...evidence.slice(0, mostLines).map(({ source, line }) => `      ${source}: ${clip(line, 400)}`),
    ...(evidence.length > mostLines ? [`      … and ${evidence.length - mostLines} more lines`] : []),
  ];
}

const remarkLines = (kind: 'ruled-out' | 'unknown', remarks: readonly Remark[]): string[] =>
  remarks.map((remark) => `* ${remark.id}: ${remarkText(language, kind, remark)}`);

function flowLines({ flows }: Judgement): string[] {
  return flows.map(({ service, device, server, path, fate, afterS, exempt, entry }) => {
    const forgotten = afterS === null ? fate : `${fate} after ${afterS} s`;
    const state = entry.offload === 'none' ? `${entry.state} ${entry.timeoutS ?? '?'} s left` : entry.offload;
    const ends = `${device.ip} > ${server.ip} port ${server.port}`;
    return `* ${service} ${ends}: path ${path}, ${state}, exempt ${exempt ?? 'not known'}, fate ${forgotten}`;
  });
}

const said = (value: boolean | null): string => ({ true: 'on', false: 'off', null: 'not read' })[`${value}`];

function routerLines({ router }: Judgement): string[] {
  return [
    `* firmware: ${[router.distribution, router.release].filter((part) => part !== null).join(' ') || 'not read'}`,
    `* kernel: ${router.kernel ?? 'not read'}`,
    `* firewall: ${router.firewall ?? 'not read'}`,
    `* flow offloading: software ${said(router.offload.software)}, hardware ${said(router.offload.hardware)}`,
  ];
}

/** Redacting must not change what a look means; where it did, whoever reads it is told. */
function differences(before: Judgement, after: Judgement): string[] {
  const told = ({ verdict, class: kind, findings }: Judgement): string =>
    `${verdict}, ${kind}, found ${findings.map(({ id }) => id).join(', ') || 'nothing'}`;
  return told(before) === told(after)
    ? []
    : [`The router itself was judged: ${told(before)}. What stands below is made of the redacted lines.`];
}

const watchedLines = (forgotten: readonly Forgotten[]): string[] =>
  forgotten
    .slice(-mostLines)
    .map(
      ({ at, service, family, idleS }) =>
        `* ${new Date(at).toISOString()}: ${service} over ${family}, forgotten after ${Math.round(idleS)} s of silence`,
    );

/**
 * A report for a forum or an issue tracker, in English: what was judged, and below it all that was read, as a capture,
 * so that the file can be judged again.
 */
export function publicReport({ judgement, capture, before, forgotten, tool, at }: PublicReport): string {
  const { verdict, confidence, because, silent } = judgement;
  const percent = Math.round(confidence * 100);
  return [
    `Report of ${tool}, ${new Date(at).toISOString().slice(0, 10)}`,
    '',
    'Names, MACs, addresses, hosts, accounts, keys and tokens are replaced, the same always by the same; of private',
    'addresses the last number stays, of public ones the first, and servers of push services stay as they are. Please',
    'read it through before you publish it all the same.',
    ...section('Verdict', [
      `${verdict}, class ${judgement.class}, ${percent} % sure: ${say(`verdict.${verdict}`, { router: 'the router' })}`,
      sayAny(language, `because.${because.basis}`, because.values),
      ...differences(before, judgement),
    ]),
    ...section('Router', routerLines(judgement)),
    ...section('Found', judgement.findings.flatMap(findingLines)),
    ...section('Ruled out', remarkLines('ruled-out', judgement.ruledOut)),
    ...section('Could not be told', remarkLines('unknown', judgement.unknown)),
    ...section(
      'Does not arise here',
      silent.length === 0 ? [] : [silent.join(languageEntries[language].comma)],
    ),
    ...section('Push connections', flowLines(judgement)),
    ...section('Seen by a watch within a day', watchedLines(forgotten)),
    ...section('All that was read: settings, rules, connections', [
      'A capture: `pushmedic diagnose --from THIS-FILE` judges it again.',
    ]),
    '',
    capture,
  ].join('\n');
}
