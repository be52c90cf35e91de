/** Prints the fingerprints of the keys a router has: dropbear's files, else OpenSSH's. */
export const fingerprintScript =
  'for f in /etc/dropbear/dropbear_*_host_key; do dropbearkey -y -f $f | grep -i fingerprint; done; for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -l -f $f; done 2>/dev/null';

/**
 * The lines that let the bot in, to be pasted on the router as root. OpenWrt's dropbear reads
 * `/etc/dropbear/authorized_keys` and not root's home; everything else reads `~/.ssh/authorized_keys`
 * (OpenWrt's patches/100-pubkey_path.patch).
 */
export const keyLine = (publicKey: string): string =>
  [
    `K='${publicKey}'`,
    '[ -d /etc/dropbear ] && F=/etc/dropbear/authorized_keys || F=$HOME/.ssh/authorized_keys',
    `mkdir -p "\${F%/*}"; grep -qxF "$K" "$F" 2>/dev/null || echo "$K" >> "$F"; chmod 600 "$F"`,
  ].join('\n');
