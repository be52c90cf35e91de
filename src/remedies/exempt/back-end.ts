import type { Snapshot } from '../../probes/engine/probe.ts';
import type { Scripts } from '../remedy.ts';
import type { ExemptParams, Ports } from './params.ts';

/** How one kind of firewall is given an exemption, and keeps it. */
export interface BackEnd {
  id: ExemptParams['places'][number]['firewall'];
  /** What is written there outlives a reload of the firewall and a reboot. */
  persistent: boolean;
  /** @param chains the base chains of this firewall among the plan's places, at least one */
  scripts(chains: readonly string[], ports: readonly Ports[]): Scripts;
  /** Whether what makes these ports' exemption outlive a reload is there; `null`: that could not be read. */
  isKept(snapshot: Snapshot, ports: readonly Ports[]): boolean | null;
}

/** Text of a file or UCI section of ours; `null` where there is none, `undefined` when that could not be read. */
export const ownText = ({ own }: Snapshot, path: string): string | null | undefined =>
  own.kind === 'value' ? (own.value.files.find((file) => file.path === path)?.text ?? null) : undefined;

/** Whether ranges that were read cover every port of `wanted`. */
export const covers = (read: readonly { from: number; to: number }[], wanted: readonly Ports[]): boolean =>
  wanted.every(({ from, to }) => read.some((range) => range.from <= from && to <= range.to));
