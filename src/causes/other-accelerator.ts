import { cause, found, ruledOut } from '../diagnosis/cause.ts';
import type { Connection } from '../diagnosis/connection.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';

const id = 'other-accelerator';

/** Their configuration files: there on many images whether they are used or not. */
const onlyConfigured: ReadonlySet<string> = new Set(['turboacc', 'sfe']);

/** What a vendor's kernel writes into an entry that its own accelerator forwards, e.g. Keenetic's. */
const marks: readonly RegExp[] = [
  /^FASTNAT$/,
  /^RTCACHE\b/,
  /^(?:SFE|ECM|PPE|NSS|HNAT|HW_?NAT|HWACC)(?:\b|_)/,
  /OFFLOAD|ACCEL/,
];

const markOf = ({ entry }: Connection): string | null =>
  entry.flags.find((flag) => marks.some((mark) => mark.test(flag)))?.split(/[ ,]/)[0] ?? null;

/** SFE, ECM and vendor NAT forward behind conntrack's back: no [OFFLOAD] mark, and no rule exempts from them. */
export const otherAccelerator = cause({
  id,
  needs: ['tools'],
  wouldTell: 'watch',
  look({ flows, snapshot }, { tools }) {
    const modules = tools.accelerators.filter((name) => !onlyConfigured.has(name));
    const marked = flows.filter((flow) => markOf(flow) !== null);
    const names = [...modules, ...new Set(marked.flatMap((flow) => markOf(flow) ?? []))];
    if (names.length === 0) return ruledOut(id);
    const lines = tools.lines
      .filter((line) => modules.some((name) => line.endsWith(`/${name}`)))
      .map((line) => ({ source: 'ls -d', line: line.replace(/^accelerator /, '') }));
    return found(id, 'risk', {
      leavesOpen: true,
      values: { names: names.join(', ') },
      evidence: [...lines, ...marked.slice(0, 2).map((flow) => flowEvidence(snapshot, flow))],
      flows: marked,
    });
  },
});
