import type { Evidence } from '../../model/evidence.ts';
import { aside, type Block, code, heading, list, text } from '../../model/message.ts';
import { type Say, sayAny } from '../../words/words.ts';
import type { Finding, Remark } from '../finding.ts';
import type { Judgement } from '../judgement.ts';
import { flowLine } from './flow-words.ts';
import { doShown, grave, type SummaryOptions, whatToDo } from './summary.ts';
import { clip, findingText, missingText, noteText, remarkText } from './words.ts';

/** Lines of a code block, and connections of the list. */
const most = 40;

/** What stands behind a summary: how it is known, the router's own lines, every connection, what else was looked at. */
export function details(judgement: Judgement, say: Say, options: SummaryOptions = {}): Block[] {
  const isNote = ({ severity }: Finding) => severity === 'note';
  const first = judgement.verdict === 'healthy' ? undefined : grave(judgement)[0];
  return [
    text(sayAny(say.language, `because.${judgement.because.basis}`, judgement.because.values)),
    ...judgement.findings
      .filter((finding) => !isNote(finding))
      .flatMap((finding) => findingBlocks(finding, say, finding === first)),
    ...listed(say('report.do.more'), whatToDo(judgement, say, options).slice(doShown)),
    ...listed(say('report.flows'), flowItems(judgement, say)),
    ...listed(
      say('report.also'),
      judgement.findings.filter(isNote).map((finding) => noteText(finding, say)),
    ),
    ...remarks('ruled-out', judgement.ruledOut, say),
    ...remarks('unknown', judgement.unknown, say),
    aside(routerText(judgement, say)),
  ];
}

/** `isTold`: the summary has said it, in words of its own or in these. */
function findingBlocks(finding: Finding, say: Say, isTold: boolean): Block[] {
  const isRepeated = isTold && findingText(say.language, finding, 'why') === null;
  const means = isRepeated ? null : findingText(say.language, finding, 'means');
  return [
    heading(findingText(say.language, finding, 'title') ?? finding.id),
    ...(means === null ? [] : [text(means)]),
    ...evidenceBlocks(finding.evidence, say),
  ];
}

/** The router's own lines, one code block per source, in the order they were found. */
function evidenceBlocks(evidence: readonly Evidence[], say: Say): Block[] {
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

function flowItems({ flows }: Judgement, say: Say): string[] {
  const n = flows.length - most;
  return [
    ...flows.slice(0, most).map((flow) => flowLine(flow, say)),
    ...(n > 0 ? [say('report.more-flows', { n })] : []),
  ];
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
