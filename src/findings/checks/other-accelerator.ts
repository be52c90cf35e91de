import { check, found, ruledOut } from '../result.ts';

const id = 'other-accelerator';

/** SFE, ECM and vendor NAT forward behind conntrack's back: no [OFFLOAD] mark, and no rule exempts from them. */
export const otherAccelerator = check({
  id,
  needs: ['tools'],
  look(_scene, { tools }) {
    if (tools.accelerators.length === 0) return ruledOut(id);
    return found(id, 'risk', {
      values: { names: tools.accelerators.join(', ') },
      evidence: tools.lines
        .filter((line) => tools.accelerators.some((name) => line.includes(name)))
        .slice(0, 3)
        .map((line) => ({ source: '/proc/modules', line })),
      remedy: 'advice',
    });
  },
});
