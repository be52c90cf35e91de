/** An entry whose flow was in hardware and which gets no more than this was not extended in time: seen to end so. */
export const hardwareCutS = 300;

/**
 * Whether this kernel does not extend the entry of a flow in hardware, so that it ends after about {@link hardwareCutS}:
 * 6.18 before .39. Sources: openwrt PR 22970 (report), 23611 (repair), 24282 (in 6.18.39).
 */
export function losesHardwareFlows(kernel: string): boolean {
  const [, point] = /^6\.18\.(\d{1,4})(?!\d)/.exec(kernel) ?? [];
  return point !== undefined && Number(point) < 39;
}
