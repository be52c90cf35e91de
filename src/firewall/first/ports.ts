import type { PortRange } from '../../push/service.ts';
import { alwaysExempt, ownPorts } from '../../push/use.ts';

export type { PortRange };

/**
 * What an exemption of ours covers. Port 443 is not among them: it cannot be exempted without losing offload for all
 * HTTPS.
 */
const pushPorts: readonly PortRange[] = ownPorts(alwaysExempt);

export const everyPort: PortRange = { from: 0, to: 65535 };

export const contains = (range: PortRange, port: number): boolean => range.from <= port && port <= range.to;

/** Every single port of {@link pushPorts}. */
export const eachPushPort = (): number[] =>
  pushPorts.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n));

/** `5223`, `5228-5230`, `5228:5230`; `null` for anything else. */
export function parsePorts(text: string): PortRange | null {
  const found = /^(\d{1,5})?(?:([:-])(\d{1,5})?)?$/.exec(text.trim());
  if (!found || text.trim() === '') return null;
  const from = Number(found[1] ?? 0);
  const to = found[2] ? Number(found[3] ?? 65535) : from;
  return from <= to && to <= 65535 ? { from, to } : null;
}
