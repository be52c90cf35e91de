import { failed, type Probe, type Section, value } from './engine/probe.ts';
import { asObject, asText, linesOf, unquote } from './engine/text.ts';
import type { SystemReading } from './readings.ts';

/** Board and release, from plain files and, on OpenWrt, `ubus call system board`. */
export const system: Probe<'system'> = {
  id: 'system',
  files: [{ into: 'release', way: 'whole', paths: ['/etc/openwrt_release', '/etc/os-release'] }],
  // What `ubus` would tell stands in these files, where they are all there.
  script: `
l() { [ -r "$2" ] && read -r v <"$2" && echo "$1=$v"; }
l kernel /proc/sys/kernel/osrelease
l hostname /proc/sys/kernel/hostname
l model /tmp/sysinfo/model && case "$release" in *DISTRIB_RELEASE=*) printf '%s' "$release"; return 0;; esac
printf '%s' "$release"
command -v ubus >/dev/null && ubus call system board
:`,
  parse({ text }: Section) {
    const at = `\n${text}`.indexOf('\n{');
    const plain = at < 0 ? text : text.slice(0, at);
    const pairs = pairsOf(plain);
    const board = asObject(at < 0 ? '' : text.slice(at));
    const release = asObject(board.release);
    const kernel = pairs.get('kernel') ?? asText(board.kernel) ?? kernelIn(plain);
    if (kernel === null) return failed('no kernel release was told');
    const first = (...names: string[]) => names.map((name) => pairs.get(name)).find((text) => text) ?? null;
    const reading: SystemReading = {
      kernel,
      hostname: first('hostname') ?? asText(board.hostname) ?? '',
      model: first('model') ?? asText(board.model),
      distribution: first('DISTRIB_ID') ?? asText(release.distribution) ?? first('NAME'),
      release: first('DISTRIB_RELEASE') ?? asText(release.version) ?? first('VERSION_ID'),
      target: first('DISTRIB_TARGET') ?? asText(release.target),
      lines: linesOf(plain).filter((line) => /^(kernel|model|DISTRIB_\w+|PRETTY_NAME)=/.test(line)),
    };
    return value(reading);
  },
};

/** What `uname -a` or `uname -r` says, in a capture that was written by hand. */
function kernelIn(text: string): string | null {
  for (const line of linesOf(text)) {
    const release = /^(?:Linux \S{1,64} )?(\d{1,3}\.\d{1,4}\S{0,64})(?: |$)/.exec(line)?.[1];
    if (release !== undefined) return release;
  }
  return null;
}

/** `KEY='value'` lines; the first of a name counts. */
function pairsOf(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const line of linesOf(text)) {
    const at = line.indexOf('=');
    if (at > 0 && !pairs.has(line.slice(0, at))) pairs.set(line.slice(0, at), unquote(line.slice(at + 1)));
  }
  return pairs;
}
