/**
 * Where a change that is not confirmed yet keeps its state on the router, one directory per plan (`$d` in its scripts).
 * A tmpfs on OpenWrt: gone after a reboot, together with everything that is not persistent.
 */
export const changeRoot = '/tmp/pushmedic';

/** Every name that may stand in the directory of a change, by whom it is written, and what it is. */
export const changeFiles = {
  // The commit-confirmed machinery (src/changes).
  armed:
    'The rollback is scheduled. Whoever renames it away decides: to `off` (confirmed) or `firing` (rolled back).',
  off: 'The change is confirmed; the directory is being taken down.',
  firing: 'The rollback runs.',
  failed: 'The rollback gave up after twenty attempts.',
  timer: 'Process id of the timer that runs the rollback unless `armed` is gone before.',
  'timer.sh': 'What the timer runs.',
  'rollback.sh': 'What rolls back.',
  step: 'Process id of the step that runs; a rollback waits for it, then kills it.',
  forwarding: 'The kernel’s forwarding switches before the change.',
  new: 'What is just being written, until it is renamed.',
  // What remedies keep for their undo (src/remedies).
  'nft-handles':
    'Handles of rules of ours that stood in nft’s chains before, one a line: `<family> <table> <chain> <handle>`.',
  'iptables-counts': 'Copies of our rules before: `<tool> <match> <copies>`, one a line.',
  'fw4-file': 'Our file in /etc/nftables.d as it was before.',
  'fw4-made': 'There was no /etc/nftables.d: it was made by the change.',
  'fw4-rules': 'All rules as fw4 would load them at boot, with ours.',
  'fw4-error': 'What nft said of those.',
  'fw3-file': 'Our script for fw3 as it was before.',
  'fw3-config': '/etc/config/firewall before the change.',
  'fw3-config-new': 'The same with our section, as the change wrote it.',
  'sysctl-values': 'Values before: `<name> <value>`, one a line.',
  'sysctl-config': '/etc/sysctl.conf before the change.',
  'sysctl-config-new': 'The same with our lines, as the change wrote it.',
} as const;

export type ChangeFile = keyof typeof changeFiles;

/** The name of a file in the directory of a change, for its scripts: `$d/armed`. */
export const inChange = (file: ChangeFile): string => `$d/${file}`;
