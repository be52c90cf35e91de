import type { FirewallKind, ForwardPath } from '../../firewall/first/forward.ts';

/** What one firewall needs for an exemption, as POSIX-sh text for busybox ash. Pure: made of paths, run by `run.ts`. */
export interface Scripts {
  /** The rules that are added, in the firewall's own words, for a person to read. */
  rules: readonly string[];
  /**
   * Ends with a status of {@link refusals} when nothing should be begun. Changes nothing. (`test -w` is no help: busybox
   * tells root that everything can be written; touching a directory fails where the mount is read-only.)
   */
  preflight: string;
  /** Keeps in `$d` what the undo needs. Changes nothing else. */
  save: string;
  /** Puts the rules above the offload rule. Nothing that would outlive a reboot. Own copies are replaced. */
  live: string;
  /** Makes them outlive reload and reboot; `null` where there is no way. */
  persist: string | null;
  /** Succeeds only when our rules stand above the offload rule in every chain. */
  verify: string;
  /** Puts everything back as `save` found it. May run at any moment of the others, and again. */
  undo: string;
  /** Takes away what is signed as ours; what others made stays. May run again. */
  revert: string;
}

/** One kind of firewall. */
export interface Firewall {
  id: FirewallKind;
  /** @param paths the forward paths of this firewall, as read */
  scripts(paths: readonly ForwardPath[]): Scripts;
}

/** Exit statuses by which a step says why it did nothing. */
export const refusals = {
  /** Somebody's changes to the firewall's UCI file wait to be committed. */
  uciPending: 73,
  /** The undo timer does not run (any more): nothing may be changed. */
  notArmed: 74,
  /** Another change is not finished on this router. */
  busy: 75,
  /** The place for the persistent part cannot be written. */
  notWritable: 76,
} as const;

/** `name` as a here-document with its text as it is. The text must not hold a line that is the mark. */
export const hereDocument = (command: string, text: string, mark: string): string =>
  `${command} <<'${mark}'\n${text.trimEnd()}\n${mark}`;
