/** What a diagnosis says. Keys: `finding.<check>[.<variant>].title|means|remedy`, `ruled-out.<check>`, `unknown.<check>`. */
export const findings = {
  'verdict.healthy': 'Push connections are safe on this router',
  'verdict.impaired': 'This router makes push notifications late',
  'verdict.inconclusive': 'I could not tell for certain',

  'class.fixed-pickup':
    'The router forgets an idle push connection after about two and a half minutes, while a phone speaks only every ten minutes or so. Until it does, pushes do not get through.',
  'class.fixed-pickup.cured':
    'This kernel forgets idle offloaded connections, but the push connections are kept out of offloading here, so they are not affected.',
  'class.low-timeout':
    'The router is set to forget idle connections sooner than a phone speaks again. Until it does, pushes do not get through.',
  'class.hardware-desync':
    'There are signs that the hardware offload and the router’s own connection table part ways, which cuts push connections.',
  'class.hardware-desync.cured':
    'There are signs that this hardware offload cuts connections, but the push connections are kept out of it here.',
  'class.normal': 'The router keeps idle connections for much longer than a phone stays silent.',
  'class.not-offloaded':
    'Flow offloading is not in use, so the router does not forget idle push connections because of it.',
  'class.unknown': 'What this router does to an idle push connection could not be read off it this time.',

  'because.followed':
    'Seen live: {at} s into watching, one push connection left the flowtable with {timeout} s to live.',
  'because.followed-gone':
    'Seen live: {at} s into watching, one push connection left the flowtable and was gone.',
  'because.countdown': 'Seen: a push connection came back from the flowtable with only {timeout} s to live.',
  'because.returned-long': 'Seen: a push connection came back from the flowtable with {timeout} s to live.',
  'because.sysctl-absent':
    'Offloading is in use, and this kernel lacks the setting nf_flowtable_tcp_timeout that came with the kernel’s repair: such kernels leave {flowtable} + 120 s.',
  'because.sysctl-present':
    'This kernel has the setting nf_flowtable_tcp_timeout ({flowtable} s) that came with the kernel’s repair, and keeps idle connections {established} s.',
  'because.pickup-sysctl':
    'The setting nf_flowtable_tcp_pickup leaves {pickup} s to a connection that went idle.',
  'because.timeouts':
    'Idle connections may live {established} s, and {flowtable} s in the flowtable: both are short.',
  'because.hardware-kernel':
    'Hardware offload is in use on kernel {kernel}. Linux 6.18 before 6.18.39 is known to cut such connections after about 300 s.',
  'because.hardware-countdown':
    'Hardware offload is in use, and an established push connection has only {timeout} s left, on a kernel that should leave it far more.',
  'because.established': 'Offloading is not in use, and idle connections may live {established} s only.',
  'because.no-offload': 'No live rule puts connections into a flowtable, and none is marked as offloaded.',
  'because.rules-unread': 'The firewall rules could not be read.',
  'because.sysctls-unread': 'The kernel’s timeouts could not be read, and no push connection showed them.',

  'report.do': 'What can be done',
  'report.also': 'Also worth knowing',
  'report.flows': 'Push connections',
  'report.ruled-out': 'Ruled out: {items}.',
  'report.unknown': 'Could not tell: {items}.',
  'report.offer-exemption':
    'Apply fix keeps push connections out of offloading. Everything else stays offloaded, so speed does not suffer, and Revert takes it back.',
  'report.offer-revert': 'Revert takes our rules back; nothing else changes.',
  'report.more-flows': '{n, plural, one {# more connection} other {# more connections}}',
  'report.more-lines': '{source}, {n, plural, one {# more line} other {# more lines}} not shown',
  'report.note': '{title}. {means}',
  'report.note.plain': '{title}.',
  'report.router': 'Read from: {parts}.',
  'report.router.sure': 'Read from: {parts}. Confidence: {percent} %.',
  'report.kernel': 'kernel {kernel}',
  'report.offload.hardware': 'hardware offload',
  'report.offload.software': 'software offload',
  'report.offload.off': 'offload off',
  'report.offload.unread': 'offload not readable',
  'report.list-separator': '; ',
  'report.comma': ', ',

  'flow.line': '{device} → {service}, {server}: {state}',
  'flow.offloaded': 'offloaded',
  'flow.hardware': 'offloaded in hardware',
  'flow.counting': 'not offloaded, {timeout} s left',
  'flow.exempt': 'kept out of offloading, {timeout} s left',
  'flow.older': 'still offloaded, older than the exemption',
  'flow.unanswered': 'no answer yet',
  'flow.closing': 'closing',
  'service.apns': 'Apple push',
  'service.apns.shared': 'Apple (perhaps push)',
  'service.fcm': 'Google push',
  'service.perhaps': '{service} (perhaps push)',

  'progress.reading': 'Reading the router…',
  'progress.following':
    'Watching one push connection ({device}) leave the flowtable: {at} of at most {of} s…',
  'progress.left': 'It left the flowtable with {timeout} s to live.',

  'finding.offload-eviction.title': 'Idle push connections are forgotten after about {life} s',
  'finding.offload-eviction.means':
    'After {flowtable} s of silence an offloaded connection leaves the flowtable, and this kernel then gives it {pickup} s to live.',
  'finding.exemption-missing.title': 'Push connections are not kept out of offloading',
  'finding.exemption-missing.means': 'No rule above the offload rule accepts them.',
  'finding.exemption-lost.title': 'The exemption is configured but not in the live rules',
  'finding.exemption-lost.means':
    'Its files are there ({files}), yet the firewall runs without it: probably lost at a reload.',
  'finding.exemption-below-offload.title': 'The exemption stands below the offload rule ({families})',
  'finding.exemption-below-offload.means':
    'The rules are read from top to bottom: the offload rule takes the connection before the exemption is reached, so it does nothing.',
  'finding.exemption-one-direction.title': 'Only one direction is exempt ({families})',
  'finding.exemption-one-direction.means':
    'The packets of the other direction still put the connection into the flowtable. Both directions have to be exempt.',
  'finding.exemption-one-family.title': '{covered} is exempt, {bare} is not',
  'finding.exemption-one-family.means':
    'Phones use either. Push connections over {bare} are still forgotten.',
  'finding.exemption-ports.title': 'Some push ports are not exempt: {ports}',
  'finding.exemption-ports.means': 'A device here uses them, so its push connection is still forgotten.',
  'finding.exemption-in-place.ours.title': 'The exemption is in place ({families})',
  'finding.exemption-in-place.ours.means':
    'The rules stand above the offload rule, in both directions (TCP {ports}).',
  'finding.exemption-in-place.foreign.title': 'An exemption made by hand is in place ({families})',
  'finding.exemption-in-place.foreign.means':
    'The rules stand above the offload rule, in both directions (TCP {ports}). They are not ours, so Revert will not touch them.',
  'finding.exemption-not-persistent.title': 'The exemption will not survive a firewall reload',
  'finding.exemption-not-persistent.means':
    'It is in the live rules only. The next reload, WAN reconnect or reboot drops it.',
  'finding.exemption-not-needed.title': 'Our exemption is no longer needed',
  'finding.exemption-not-needed.means': 'This kernel does not forget idle offloaded connections.',
  'finding.flow-older-than-rule.title':
    '{n, plural, one {# connection is older than the exemption} other {# connections are older than the exemption}}',
  'finding.flow-older-than-rule.means':
    'It stays offloaded as long as it talks; new ones are exempt at once.',
  'finding.flow-older-than-rule.remedy':
    'Switch Wi-Fi on the phone off and on once: its new connection is exempt from the first packet.',
  'finding.hardware-desync.title': 'Hardware offload may be cutting push connections',
  'finding.hardware-desync.means':
    'The forwarding hardware and the router’s own table seem to part ways. This is a suspicion: the hardware’s table cannot be read from here.',
  'finding.hardware-desync.remedy':
    'Keep the push ports out of offloading, or switch hardware offload off, or update the firmware.',
  'finding.hardware-desync.followed.title': 'Hardware offload cuts push connections',
  'finding.hardware-desync.followed.means':
    'One was watched: it left the hardware with {timeout} s to live, far less than the router is set to.',
  'finding.hardware-desync.hardware-kernel.title':
    'Kernel {kernel} with hardware offload is known to cut connections',
  'finding.hardware-desync.hardware-kernel.means':
    'Linux 6.18 before 6.18.39 does not keep connections in hardware alive; they end after about 300 s. Not seen happening here.',
  'finding.established-timeout-low.title': 'Idle connections are forgotten after {established} s',
  'finding.established-timeout-low.means':
    'A phone may stay silent for up to half an hour. The setting should be {safe} s at the least; the usual value on OpenWrt is 7440.',
  'finding.established-timeout-low.remedy':
    'Set net.netfilter.nf_conntrack_tcp_timeout_established to 7440, for example in /etc/sysctl.conf.',
  'finding.table-full.title': 'The connection table is {percent} % full ({count} of {max})',
  'finding.table-full.means':
    'When it is full the router refuses new connections and throws old ones out, push connections among them.',
  'finding.table-full.remedy':
    'Find the device that opens so many connections, or raise net.netfilter.nf_conntrack_max.',
  'finding.table-full.was-full.title': 'The connection table has been full',
  'finding.table-full.was-full.means':
    'The kernel log says so {times, plural, one {# time} other {# times}}. Now it is {percent} % full. While full, the router drops connections, push connections among them.',
  'finding.table-full.was-full.remedy':
    'Find the device that opens so many connections, or raise net.netfilter.nf_conntrack_max ({max}).',
  'finding.table-full.early-drop.title':
    '{evicted, plural, one {# connection was} other {# connections were}} thrown out early since the last boot',
  'finding.table-full.early-drop.means': 'The table was full at some time; now it is {percent} % full.',
  'finding.table-full.early-drop.remedy': 'If it comes back, raise net.netfilter.nf_conntrack_max ({max}).',
  'finding.table-not-whole.title':
    '{n, plural, one {# line} other {# lines}} of the connection table could not be understood',
  'finding.table-not-whole.means': 'Left out here; everything else was judged.',
  'finding.table-not-whole.cut.title': 'More push connections than the {n} that were looked at',
  'finding.table-not-whole.cut.means': 'What is said here holds for those.',
  'finding.no-push-flow.title': 'No push connection is open right now',
  'finding.no-push-flow.means': 'So what happens to one could not be watched.',
  'finding.no-push-flow.remedy':
    'Wake the phone on this Wi-Fi, switch mobile data and VPN off for a minute, then check again.',
  'finding.no-push-flow.device.title': 'No push connection of {device} is open right now',
  'finding.no-push-flow.device.means': 'So what happens to it could not be watched.',
  'finding.no-push-flow.shared.title': 'No connection on a push port is open right now',
  'finding.no-push-flow.shared.means':
    'There are connections to Apple on port 443, which may be push or anything else of Apple’s.',
  'finding.push-port-blocked.title': 'Nobody answers on Apple’s push port 5223',
  'finding.push-port-blocked.means':
    '{n, plural, one {# attempt waits} other {# attempts wait}} for an answer, and no connection stands. Something between here and Apple blocks the port: a rule, a filter, the provider.',
  'finding.push-port-blocked.remedy': 'Allow TCP 5223 to 17.0.0.0/8 and Apple’s IPv6 ranges.',
  'finding.push-port-blocked.fallback.title': 'Port 5223 is not answered; port 443 to Apple works',
  'finding.push-port-blocked.fallback.means':
    'Phones then use that one for pushes: it works, but is the second best way.',
  'finding.apns-fallback.title': 'A device talks to Apple on port 443 only',
  'finding.apns-fallback.means':
    'If that is how it gets its pushes, the exemption does not cover it: the port carries all of HTTPS, and such a connection is forgotten when idle.',
  'finding.apns-fallback.remedy': 'Make sure port 5223 is open; phones prefer it.',
  'finding.other-accelerator.title': 'Another accelerator is at work: {names}',
  'finding.other-accelerator.means':
    'It forwards connections past the router’s own table, so what happens to idle ones cannot be seen from here, and no rule exempts them.',
  'finding.other-accelerator.remedy': 'Switch it off for a day and see whether pushes come in time.',
  'finding.turbo-acc.title': 'Turbo ACC is installed',
  'finding.turbo-acc.means':
    'At every start it writes its own offload settings over the firewall’s and restarts it. Change offloading there, not in the firewall settings.',
  'finding.double-nat.title': 'There is a second NAT beyond this router',
  'finding.double-nat.means':
    'Its outside address {address} is not public. The box or provider beyond has timeouts of its own that cannot be seen from here.',
  'finding.double-nat.remedy': 'If pushes stay late, look at that box, or put it into bridge mode.',
  'finding.wan-changed.title':
    '{n, plural, one {# connection leaves} other {# connections leave}} by an address that is not the router’s present one',
  'finding.wan-changed.means':
    'It uses {address}; the outside address is {now}. After a redial such a connection is dead until the phone notices. With several internet lines it is normal.',
  'finding.wan-changed.remedy':
    'If the line has just reconnected, switch Wi-Fi on the phone off and on once.',
  'finding.drop-invalid-or-not-loose.title': 'A forgotten connection cannot be picked up again',
  'finding.drop-invalid-or-not-loose.means':
    'Because of drop_invalid or nf_conntrack_tcp_loose=0 the phone has to make a new connection each time.',
  'finding.offload-setting-differs.off.title': 'Offloading is switched on, but not at work',
  'finding.offload-setting-differs.off.means': 'The settings ask for it; no live rule does it.',
  'finding.offload-setting-differs.on.title': 'Offloading is at work, though the settings do not ask for it',
  'finding.offload-setting-differs.on.means':
    'A live rule offloads connections; perhaps something else put it there.',
  'finding.offload-setting-differs.software.title': 'Hardware offload is switched on, but runs in software',
  'finding.offload-setting-differs.software.means':
    'The firewall fell back to software: this device cannot do it.',
  'finding.undo-armed.title': 'An undo timer is running on the router',
  'finding.undo-armed.means':
    'A change ({plans}) is being tried; unless it is confirmed the router takes it back itself.',
  'finding.undo-armed.remedy': 'Wait a few minutes and check again.',

  'ruled-out.offload-eviction': 'idle offloaded connections being forgotten',
  'ruled-out.offload-eviction.not-offloaded': 'the offloading fault (offloading is not in use)',
  'ruled-out.exemption-missing': 'a missing exemption (none is needed)',
  'ruled-out.hardware-desync': 'hardware offload (not in use)',
  'ruled-out.established-timeout-low': 'a low idle timeout ({established} s)',
  'ruled-out.table-full': 'a full connection table ({percent} % used)',
  'ruled-out.push-port-blocked': 'a blocked push port',
  'ruled-out.other-accelerator': 'other accelerators',
  'ruled-out.wan-changed': 'a connection left over from before a redial',
  'ruled-out.double-nat': 'a second NAT',
  'ruled-out.drop-invalid-or-not-loose': 'settings that forbid picking a connection up again',

  'unknown.not-read': '{what} ({why})',
  'unknown.offload-eviction': 'what happens to idle offloaded connections',
  'unknown.offload-eviction.rules-unread':
    'what happens to idle offloaded connections (the firewall rules could not be read)',
  'unknown.offload-eviction.sysctls-unread':
    'what happens to idle offloaded connections (the kernel’s timeouts could not be read)',
  'unknown.exemption-not-persistent': 'whether the exemption survives a firewall reload',
  'unknown.established-timeout-low': 'how long idle connections may live',
  'unknown.table-full': 'how full the connection table is',
  'unknown.push-port-blocked': 'whether the push port is blocked (one attempt has had no answer yet)',
  'unknown.drop-invalid-or-not-loose': 'whether a forgotten connection can be picked up again',
  'unknown.follow': 'how the watched connection fares (watching it broke off)',
  'unknown.follow.still': 'how the watched connection fares (it stayed in use while it was watched)',

  'probe.system': 'model and kernel',
  'probe.clock': 'the router’s clock',
  'probe.tools': 'other accelerators',
  'probe.uci': 'the firewall settings',
  'probe.nft': 'the nftables rules',
  'probe.iptables': 'the iptables rules',
  'probe.sysctls': 'the kernel’s timeouts',
  'probe.conntrack': 'the push connections',
  'probe.table': 'how full the connection table is',
  'probe.leases': 'device names',
  'probe.neighbours': 'which devices are at home',
  'probe.log': 'the system log',
  'probe.wan': 'the outside address',
  'probe.own': 'our own files',
  'probe.config': 'the network settings',
  'probe.interfaces': 'the network interfaces',
  'probe.programs': 'which programs run',
  'probe.intercept': 'rules that hand connections to a program',
  'probe.dns': 'what the name server answers',
} as const;
