/** Programs (→ Debian package) the tests use: real Redis, real SSH servers, real firewalls. */
export const testPrograms = {
  'redis-server': 'redis-server',
  busybox: 'busybox',
  gawk: 'gawk',
  mawk: 'mawk',
  dropbear: 'dropbear-bin',
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
  nft: 'nftables',
  iptables: 'iptables',
  ip: 'iproute2',
  conntrack: 'conntrack',
  dnsmasq: 'dnsmasq-base',
};

/** Programs the router lab uses on the host; what runs inside the router is unpacked by the lab itself. */
export const labPrograms = {
  'qemu-system-x86_64': 'qemu-system-x86',
  cpio: 'cpio',
  depmod: 'kmod',
  ssh: 'openssh-client',
};
