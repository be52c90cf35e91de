/**
 * A firmware that is not OpenWrt and has no place of ours for rules: known by name, read as far as it can be, and told
 * where its own settings are. Expressions meet one line each, as the probe `firmware` prints them, and `kernel …` and
 * `distribution …` of the probe `system`.
 */
export interface Firmware {
  /** Part of the keys of its advice: `finding.foreign-firmware.<id>.remedy`. */
  id: string;
  name: string;
  /** Any of these lines is enough. */
  marks: readonly RegExp[];
  /**
   * Settings of an accelerator that forwards past the rules, in lines that say it is on, or off. `null`: it has none
   * beside the flow tables and modules that are looked at everywhere.
   */
  accelerator: { on: readonly RegExp[]; off: readonly RegExp[] } | null;
}

/** Broadcom's cut-through forwarding, flow cache and Runner, as ASUS names them; 0 is on. */
const broadcom = {
  on: [/^nvram (?:ctf_disable|fc_disable|runner_disable)=0$/],
  off: [/^nvram (?:ctf_disable|fc_disable|runner_disable)=1$/],
};

/**
 * Sources: hanwckf/rt-n56u `trunk/user/rc/net.c` (`hw_nat_mode` 2 is off, `sfe_enable`); decoderman/FlexQoS and
 * Adamm00/IPSet_ASUS (`uname -o`); FreshTomato's wiki, advanced-misc (CTF); wiki.dd-wrt.com, Hardware ("Flow
 * Acceleration, SFE and Cut-Through Forwarding"); docs.keenetic.com, "HWNAT traffic accelerator";
 * help.uisp.com/hc/articles/22591077433879 (EdgeRouter, hardware offloading); docs.vyos.io, flowtables.
 */
export const firmwares: readonly Firmware[] = [
  {
    id: 'padavan',
    name: 'Padavan',
    marks: [/^path \/etc_ro$/, /^nvram firmver=3\.4\.3\./],
    accelerator: {
      on: [/^nvram hw_nat_mode=[0134]$/, /^nvram sfe_enable=[12]$/],
      off: [/^nvram hw_nat_mode=2$/],
    },
  },
  { id: 'merlin', name: 'Asuswrt-Merlin', marks: [/^uname ASUSWRT-Merlin/], accelerator: broadcom },
  { id: 'merlin', name: 'Asuswrt', marks: [/^nvram firmver=3\.0\.0\.\d/], accelerator: broadcom },
  { id: 'tomato', name: 'FreshTomato', marks: [/^text .*FreshTomato/], accelerator: broadcom },
  { id: 'tomato', name: 'Tomato', marks: [/^text .*Tomato/], accelerator: broadcom },
  {
    id: 'dd-wrt',
    name: 'DD-WRT',
    marks: [/^text .*DD-WRT/, /^nvram DD_BOARD=./],
    accelerator: { on: [/^nvram sfe=[123]$/], off: [/^nvram sfe=0$/] },
  },
  {
    id: 'keenetic',
    name: 'KeeneticOS',
    marks: [/^path \/bin\/ndmc$/, /^kernel [\d.]{1,12}-ndm-\d/],
    // `nf_conntrack_fastnat` is the software half alone: at 0 the hardware may forward all the same.
    accelerator: { on: [/^text \/proc\/sys\/net\/netfilter\/nf_conntrack_fastnat [1-9]$/], off: [] },
  },
  {
    id: 'unifi',
    name: 'UniFi OS',
    marks: [/^path \/usr\/bin\/ubnt-device-info$/, /^text \/etc\/version UniFi/, /^kernel [\d.]{1,12}-ui-/],
    accelerator: null,
  },
  {
    id: 'edgeos',
    name: 'EdgeOS',
    marks: [/^text \/etc\/version EdgeRouter/, /^kernel [\d.]{1,12}-UBNT/],
    accelerator: { on: [], off: [] },
  },
  { id: 'vyos', name: 'VyOS', marks: [/^distribution VyOS/, /^text .*\bVyOS\b/], accelerator: null },
];

/** Files and programs that only such a firmware has. */
export const firmwarePaths = ['/etc_ro', '/bin/ndmc', '/usr/bin/ubnt-device-info'] as const;
/** Files whose lines name a firmware or say whether its accelerator is on; of those that greet, lines with its name. */
export const firmwareTexts = [
  '/etc/version',
  '/tmp/loginprompt',
  '/tmp/etc/motd',
  '/etc/motd',
  '/proc/sys/net/netfilter/nf_conntrack_fastnat',
] as const;
/** Settings that are asked for by name: the rest of nvram holds passwords. */
export const firmwareSettings =
  'firmver buildno DD_BOARD hw_nat_mode sfe_enable ctf_disable fc_disable runner_disable sfe'.split(' ');

/**
 * Whether this is what RouterOS' command line says to a shell script, e.g. `bad command name eval (line 1 column 1)`:
 * it has no shell, and says so with exit status 0 on standard output.
 */
export const isRouterOs = (said: string): boolean =>
  /^(?:bad command name|expected end of command|expected command name|syntax error|input does not match)\b[^\n]{0,200}\(line \d{1,6} column \d{1,6}\)/m.test(
    said,
  );
