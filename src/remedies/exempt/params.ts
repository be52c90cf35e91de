import { z } from 'zod';

const port = z.int().min(1).max(65_535);

/** An inclusive range of TCP ports. */
export const portRange = z.object({ from: port, to: port }).refine(({ from, to }) => from <= to);
export type Ports = z.infer<typeof portRange>;

const firewallKind = z.enum(['fw4', 'fw3', 'nftables', 'iptables']);

/** Names nft takes without quotes of its own; `iptables FORWARD` and `ip6tables FORWARD` are of this shape too. */
const chainWords = /^[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z_][A-Za-z0-9_./-]*){1,2}$/;

/** A base chain the exemption stands on top of. */
const exemptPlace = z.object({
  firewall: firewallKind,
  /** `inet fw4 forward`, `ip6tables FORWARD`. */
  chain: z.string().regex(chainWords),
});
/** What an exemption promises: kept in its plan, and looked at by nobody's newer list. */
export const exemptParams = z.object({
  /** Ids of the push services it was made for. */
  services: z.array(z.string()),
  /** Destination ports of their connections. */
  ports: z.array(portRange).min(1),
  families: z.array(z.enum(['ipv4', 'ipv6'])),
  places: z.array(exemptPlace).min(1),
});
export type ExemptParams = z.infer<typeof exemptParams>;

/** Whether a chain's name can be written into a plan. */
export const isPlainChain = (chain: string): boolean => chainWords.test(chain);

/** `5223`, `5228-5230` (nft) or `5228:5230` (iptables). */
export const portText = ({ from, to }: Ports, dash: '-' | ':' | '–'): string =>
  from === to ? String(from) : `${from}${dash}${to}`;

/** Every single port of some ranges. */
export const eachPort = (ports: readonly Ports[]): number[] =>
  ports.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n));

/** `5223`, `5228-5230`, `5228:5230`; `null` for anything else. */
export function parsePorts(text: string): Ports | null {
  const found = /^(\d{1,5})?(?:([:-])(\d{1,5})?)?$/.exec(text.trim());
  if (!found || text.trim() === '') return null;
  const from = Number(found[1] ?? 0);
  const to = found[2] ? Number(found[3] ?? 65535) : from;
  return from <= to && to <= 65535 ? { from, to } : null;
}
