/** What a diagnosis finds: `finding.<cause>[.<variant>].title|means|remedy`. */
export const findings = {
  'finding.offload-eviction.title': 'Idle push connections are forgotten after about {life} s',
  'finding.offload-eviction.why':
    'It drops a quiet push connection after about {life} s (flow offloading). The phone speaks only every ten minutes or so; what is sent in between is late or lost.',
  'finding.offload-eviction.means':
    'After {flowtable} s of silence an offloaded connection leaves the flowtable, and this kernel then gives it {pickup} s to live.',
  'finding.offload-eviction.likely.headline': '{router} is likely to make push notifications late',
  'finding.offload-eviction.likely.title':
    'From their next word on, the push connections here are likely to be forgotten after {life} s of silence',
  'finding.offload-eviction.likely.why':
    'A connection that has used this router’s fast path (flow offloading) is dropped after {life} s of silence. The push connections open now have not used it yet; with their next packet they do.',
  'finding.offload-eviction.likely.means':
    'They are not offloaded at this moment, but the rules offload them with their next packet, and this kernel then forgets them when they are idle.',
  'finding.offload-eviction.likely.remedy':
    'To be sure, check again once the phone has been used for a moment.',
  'finding.exemption-missing.title': 'Push connections are not kept out of offloading',
  'finding.exemption-missing.means': 'No rule above the offload rule accepts them.',
  'finding.exemption-lost.title': 'The exemption is configured but not in the live rules',
  'finding.exemption-lost.why':
    'The protection of push connections is set up, and not at work: probably lost at a reload of the firewall (exemption).',
  'finding.exemption-lost.means':
    'Its files are there ({files}), yet the firewall runs without it: probably lost at a reload.',
  'finding.exemption-lost.applied.title': 'The exemption is no longer as it was applied',
  'finding.exemption-lost.applied.why':
    'The fix is no longer as it was applied, so quiet push connections may be dropped again (exemption).',
  'finding.exemption-lost.applied.means':
    'Some or all of its rules are gone from where they worked: removed, or not brought back by a reload.',
  'finding.exemption-below-offload.title': 'The exemption stands below the offload rule ({families})',
  'finding.exemption-below-offload.why':
    'The rules that protect push connections come too late to work, so quiet ones are dropped (exemption below the offload rule, {families}).',
  'finding.exemption-below-offload.means':
    'The rules are read from top to bottom: the offload rule takes the connection before the exemption is reached, so it does nothing.',
  'finding.exemption-one-direction.title': 'Only one direction is exempt ({families})',
  'finding.exemption-one-direction.why':
    'Push connections are protected in one direction only, so quiet ones are dropped (exemption, {families}).',
  'finding.exemption-one-direction.means':
    'The packets of the other direction still put the connection into the flowtable. Both directions have to be exempt.',
  'finding.exemption-one-device.title':
    'Only {devices} is kept out of offloading, by its address; others are not',
  'finding.exemption-one-device.why':
    'Only {devices} is protected, by its address. Quiet push connections of other devices are dropped (exemption).',
  'finding.exemption-one-device.means':
    'Push connections of any other device are offloaded, and this kernel forgets those when they are idle.',
  'finding.exemption-one-family.title': '{covered} is exempt, {bare} is not',
  'finding.exemption-one-family.why':
    'Push connections over {covered} are protected, those over {bare} are not (exemption). Phones use either.',
  'finding.exemption-one-family.means':
    'Phones use either. Push connections over {bare} are still forgotten.',
  'finding.exemption-ports.title': 'Some push ports are not exempt: {ports}',
  'finding.exemption-ports.why':
    'Push connections on port {ports} are not protected (exemption), and a device here uses them.',
  'finding.exemption-ports.means': 'A device here uses them, so its push connection is still forgotten.',
  'finding.exemption-in-place.ours.title': 'The exemption is in place ({families})',
  'finding.exemption-in-place.ours.means':
    'The rules stand above the offload rule, in both directions (TCP {ports}).',
  'finding.exemption-in-place.foreign.title': 'An exemption made by hand is in place ({families})',
  'finding.exemption-in-place.foreign.means':
    'The rules stand above the offload rule, in both directions (TCP {ports}). They are not ours, so Revert will not touch them.',
  'finding.exemption-not-persistent.title': 'The exemption will not survive a firewall reload',
  'finding.exemption-not-persistent.why':
    'The protection of push connections is gone with the next firewall reload, WAN reconnect or reboot (exemption).',
  'finding.exemption-not-persistent.means':
    'It is in the live rules only. The next reload, WAN reconnect or reboot drops it.',
  'finding.exemption-not-needed.title': 'Our exemption is no longer needed',
  'finding.exemption-not-needed.means': 'This kernel does not forget idle offloaded connections.',
  'finding.hardware-desync.title': 'Hardware offload may be cutting push connections',
  'finding.hardware-desync.why':
    'The router’s hardware path (hardware offload) may be cutting quiet push connections. This is a suspicion: its table cannot be read from here.',
  'finding.hardware-desync.means':
    'The forwarding hardware and the router’s own table seem to part ways. This is a suspicion: the hardware’s table cannot be read from here.',
  'finding.hardware-desync.remedy':
    'Keep push off the hardware path (hardware offload), or switch that off, or update the firmware.',
  'finding.hardware-desync.followed.title': 'Hardware offload cuts push connections',
  'finding.hardware-desync.followed.why':
    'The router’s hardware path (hardware offload) cuts push connections: one was watched coming back with only {timeout} s to live.',
  'finding.hardware-desync.followed.means':
    'One was watched: it left the hardware with {timeout} s to live, far less than the router is set to.',
  'finding.hardware-desync.hardware-kernel.title':
    'Kernel {kernel} with hardware offload is known to cut connections',
  'finding.hardware-desync.hardware-kernel.why':
    'Kernel {kernel} is known to cut quiet connections after about 300 s (hardware offload). It was not seen happening here.',
  'finding.hardware-desync.hardware-kernel.means':
    'Linux 6.18 before 6.18.39 does not keep connections in hardware alive; they end after about 300 s. Not seen happening here.',
  'finding.hardware-desync.flag-missing.title':
    'Hardware offload is on, and an open push connection is not marked as offloaded',
  'finding.hardware-desync.flag-missing.why':
    'An open push connection is not marked as being in hardware (hardware offload). It may merely be quiet; or the router has lost track of it.',
  'finding.hardware-desync.flag-missing.means':
    'It may merely have been silent for half a minute; or the router lost track of it at a reload of the firewall, while the hardware still forwards one direction.',
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
  'finding.wifi-calling.title': 'Wi-Fi calling (or another IPsec tunnel) is connected',
  'finding.wifi-calling.means':
    'It speaks every {every} s of itself, so offloading does not cut it, and no exemption is needed for it.',
  'finding.wifi-calling.short.title': 'Wi-Fi calling is forgotten between two of its signs of life',
  'finding.wifi-calling.short.means':
    'The router keeps UDP for {kept} s of silence; the tunnel speaks every {every} s. Incoming calls may be missed.',
  'finding.wifi-calling.short.remedy': 'Raise net.netfilter.nf_conntrack_udp_timeout_stream to 120 or more.',
  'finding.wifi-calling.unanswered.title': 'Nobody answers Wi-Fi calling (UDP 500 and 4500)',
  'finding.wifi-calling.unanswered.means': 'Calls over Wi-Fi cannot come in. Pushes do not depend on it.',
  'finding.wifi-calling.unanswered.remedy':
    'Allow UDP 500 and 4500 outwards, also on the modem in front; if nothing forbids it, ask the mobile provider.',
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
  'finding.no-push-flow.at-home.headline': '{router}: {names} without a push connection',
  'finding.no-push-flow.at-home.title': 'At home, and without a push connection: {names}',
  'finding.no-push-flow.at-home.why':
    'At home, on Wi-Fi, and nothing open that pushes could come through. They come over the mobile network then, late, or not at all.',
  'finding.no-push-flow.at-home.means': 'Pushes then come over the mobile network, late, or not at all.',
  'finding.no-push-flow.at-home.remedy':
    'Cheapest first: switch Wi-Fi on the phone off and on and check again; switch off a VPN or Private Relay on it; see whether a block list or a proxy on the router stops courier.push.apple.com or mtalk.google.com; see whether IPv6 works.',
  'finding.no-push-flow.others.title': 'At home, and without a push connection: {names}',
  'finding.no-push-flow.others.why':
    '{names}: at home, and nothing open that pushes could come through. Other devices here hold a push connection, so it is about this one.',
  'finding.no-push-flow.others.means':
    'Other devices here hold one, so it is about this device: its pushes come over the mobile network, late, or not at all.',
  'finding.no-push-flow.others.remedy':
    'Cheapest first: switch Wi-Fi on it off and on and check again; switch off a VPN or Private Relay on it; see whether a block list or a proxy on the router treats it differently.',
  'finding.no-push-flow.empty-table.title': 'The router tracks no connection at all',
  'finding.no-push-flow.empty-table.means':
    'So the traffic of the phones does not pass through it, or it passes by its table: it may be an access point, or an accelerator is at work.',
  'finding.no-push-flow.empty-table.remedy': 'Look at the router that leads to the internet.',
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
    'It forwards connections past the router’s own table, so what happens to quiet ones cannot be seen from here, and no rule keeps them off it.',
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
    'With nf_conntrack_tcp_loose=0 a packet from mid-stream is invalid, so the phone has to make a new connection each time.',
  'finding.offload-setting-differs.off.title': 'Offloading is switched on, but not at work',
  'finding.offload-setting-differs.off.means': 'The settings ask for it; no live rule does it.',
  'finding.offload-setting-differs.on.title': 'Offloading is at work, though the settings do not ask for it',
  'finding.offload-setting-differs.on.means':
    'A live rule offloads connections; perhaps something else put it there.',
  'finding.offload-setting-differs.software.title': 'Hardware offload is switched on, but runs in software',
  'finding.offload-setting-differs.software.means':
    'The firewall fell back to software: this device cannot do it.',
  'finding.undo-armed.title': 'A rollback is scheduled on the router',
  'finding.undo-armed.means':
    'A change ({plans}) is being tried; unless it is confirmed the router takes it back itself.',
  'finding.undo-armed.remedy': 'Wait a few minutes and check again.',
} as const;
