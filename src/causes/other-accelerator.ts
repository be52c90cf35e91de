import { cause, found, ruledOut } from '../diagnosis/cause.ts';

const id = 'other-accelerator';

/** Their configuration files: there on many images whether they are used or not. */
const onlyConfigured: ReadonlySet<string> = new Set(['turboacc', 'sfe']);

/** SFE, ECM and vendor NAT forward behind conntrack's back: no [OFFLOAD] mark, and no rule exempts from them. */
export const otherAccelerator = cause({
  id,
  needs: ['tools'],
  look(_facts, { tools }) {
    const names = tools.accelerators.filter((name) => !onlyConfigured.has(name));
    if (names.length === 0) return ruledOut(id);
    return found(id, 'risk', {
      leavesOpen: true,
      values: { names: names.join(', ') },
      evidence: tools.lines
        .filter((line) => names.some((name) => line.endsWith(`/${name}`)))
        .map((line) => ({ source: 'ls -d', line: line.replace(/^accelerator /, '') })),
    });
  },
});
