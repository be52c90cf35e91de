import { type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';
import type { OwnReading } from './readings.ts';
import { parseUciLine } from './uci-text.ts';

/** What we leave on a router. The script says the name, not the path, which on the demo router leads elsewhere. */
const paths = {
  fw4: '/etc/nftables.d/05-pushmedic.nft',
  fw3: '/etc/pushmedic.fw3.sh',
  /** Only the lines that are ours. */
  sysctl: '/etc/sysctl.conf',
} as const;
const isOurs = (name: string): name is keyof typeof paths => Object.hasOwn(paths, name);
const section = 'firewall.pushmedic';

/** Traces of our own, rollbacks that are scheduled, and what other hands put where our rules go. */
export const own: Probe<'own'> = {
  id: 'own',
  files: [
    { into: 'ours', way: 'own', paths: [paths.fw4, paths.fw3] },
    { into: 'our_sysctls', way: 'marked', paths: [paths.sysctl] },
  ],
  script: `
[ $files_read ] || return 127
printf '%s' "$ours" "$our_sysctls"
for f in /etc/nftables.d/*.nft; do
[ -e "$f" ] && echo "foreign \${f##*/}"
done
for f in /tmp/pushmedic/*/armed; do
[ -e "$f" ] && f=\${f%/*} && echo "armed \${f##*/}"
done
printf '%s' "$uci_ours"`,
  parse({ text }: Section) {
    const reading: OwnReading = { files: [], armed: [], foreign: [] };
    const configured: string[] = [];
    const includes = new Set<string>();
    for (const line of linesOf(text)) {
      const [, kind, name = ''] = /^(file|foreign|armed) (.+)$/.exec(line) ?? [];
      if (line.startsWith(': ')) {
        const file = reading.files.at(-1);
        if (file) file.text += `${line.slice(2)}\n`;
      } else if (kind === 'file' && isOurs(name)) reading.files.push({ path: paths[name], text: '' });
      else if (kind === 'armed') reading.armed.push(name);
      else if (kind === 'foreign') {
        const path = `/etc/nftables.d/${name}`;
        if (path !== paths.fw4) reading.foreign.push(path);
      } else if (line.startsWith(`${section}.`) || line.startsWith(`${section}=`)) configured.push(line);
      else readInclude(line, includes, reading.foreign);
    }
    if (configured.length > 0) reading.files.push({ path: section, text: `${configured.join('\n')}\n` });
    return value(reading);
  },
};

/** `firewall.@include[0]=include`, then its `path`. */
function readInclude(line: string, includes: Set<string>, foreign: string[]): void {
  const parsed = parseUciLine(line);
  if (!parsed) return;
  if (parsed.values[0] === 'include') includes.add(parsed.key);
  const path = parsed.key.endsWith('.path') ? parsed.values[0] : undefined;
  if (path !== undefined && includes.has(parsed.key.slice(0, -'.path'.length))) foreign.push(path);
}
