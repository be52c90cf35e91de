import { quote } from './quoting.ts';

/**
 * Sets D to the folder in which the server that runs this looks for a user's keys. OpenWrt's dropbear reads root's in
 * `/etc/dropbear` (OpenWrt's patches/100-pubkey_path.patch), every other server in `~/.ssh`; where the two are there, the
 * process that started this shell tells which was asked.
 */
const place = (user: string): string =>
  user === 'root'
    ? `D=$HOME/.ssh
if [ -d /etc/dropbear ] && [ -e /etc/openwrt_release ]; then
  case "$(cat /proc/$PPID/comm 2>/dev/null)" in sshd*) ;; *) D=/etc/dropbear ;; esac
fi`
    : 'D=$HOME/.ssh';

/** A file keeps mode and owner, and is whole at every moment: written beside, then moved over the old one. */
const files = `umask 077
F=$D/authorized_keys
[ ! -L "$F" ] || F=$(readlink -f "$F")
T=$F.pushmedic.$$
trap 'rm -f "$T"' EXIT
fill() { if [ -e "$F" ]; then cp -p "$F" "$T"; else : > "$T"; fi; }`;

/** The base64 middle of a public line: by it a key is known, whatever is set before and behind. */
const blobOf = (publicLine: string): string => publicLine.split(' ')[1] ?? '';

/**
 * Puts a public key where the router looks for it, unless a line there has it already. Prints `added FILE` or
 * `present FILE`; any other end than status 0 has changed nothing.
 */
export const authorizeScript = (publicLine: string, user: string): string => `${place(user)}
${files}
K=${quote(publicLine)}
[ -d "$D" ] || mkdir -p "$D" || exit 1
if grep -v '^[[:space:]]*#' "$F" 2>/dev/null | grep -qF -e ${quote(blobOf(publicLine))}; then
  echo "present $F"
  exit 0
fi
fill || exit 1
{ [ ! -s "$F" ] || awk 1 "$F"; } > "$T" && printf '%s\\n' "$K" >> "$T" && grep -qxF -e "$K" "$T" || exit 1
mv -f "$T" "$F" || exit 1
sync
echo "added $F"`;

/** Takes out the line that {@link authorizeScript} added. */
export const unauthorizeScript = (publicLine: string, user: string): string => `${place(user)}
${files}
[ -e "$F" ] && fill || exit 1
grep -vxF -e ${quote(publicLine)} "$F" > "$T"
[ $? -le 1 ] && mv -f "$T" "$F"`;

/** What {@link authorizeScript} printed; `null`: it did not get to its end. */
export function readAuthorized(stdout: string): { file: string; isNew: boolean } | null {
  const [, how, file] = /^(added|present) (\/.*)$/m.exec(stdout) ?? [];
  return file === undefined ? null : { file, isNew: how === 'added' };
}
