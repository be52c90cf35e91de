/** What a report is made of besides its findings: verdict, class and how it is known, connections, progress. */
export const report = {
  'verdict.healthy': '{router} keeps push connections',
  'verdict.healthy.of': '{router} keeps the push connections of {phones}',
  'verdict.impaired': '{router} makes push notifications late',
  'verdict.impaired.of': '{router} makes notifications to {phones} late',
  'verdict.inconclusive': '{router}: I could not tell for certain',

  'class.fixed-pickup':
    'It drops a quiet push connection after about two and a half minutes (flow offloading). The phone speaks only every ten minutes or so; what is sent in between is late or lost.',
  'class.fixed-pickup.cured':
    'This router drops quiet connections from its fast path (flow offloading), but push connections are kept off that path.',
  'class.fixed-pickup.open':
    'A connection that has used this router’s fast path (flow offloading) is dropped after about two and a half minutes of silence. Whether that happens to the push connections here is not proven.',
  'class.low-timeout':
    'The router is set to forget idle connections sooner than a phone speaks again. Until it does, pushes do not get through.',
  'class.hardware-desync':
    'There are signs that the router’s hardware path (hardware offload) and its own table of connections part ways, which cuts push connections.',
  'class.hardware-desync.cured':
    'There are signs that this router’s hardware path (hardware offload) cuts connections, but push connections are kept off it.',
  'class.normal': 'It keeps quiet connections for much longer than a phone stays silent.',
  'class.not-offloaded':
    'The router’s fast path (flow offloading) is not in use, so it does not drop quiet push connections because of it.',
  'class.proxied':
    'A program on this router holds the push connections in the phones’ place. Its own time-outs decide whether they last, not the router’s.',
  'class.unknown': 'What this router does to a quiet push connection could not be read off it this time.',

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
  'because.proxied':
    'Seen: the connections end on the router. Either the answer does not come from the server that was dialled, or the connection is not translated on its way out.',
  'because.seen':
    'A watch saw push connections being forgotten here, though nothing that was read says that they would be.',
  'because.rules-unread': 'The firewall rules could not be read.',
  'because.sysctls-unread': 'The kernel’s timeouts could not be read, and no push connection showed them.',

  'deciding.locked':
    'What would tell: lock the phone, leave it alone for two minutes, then check again before you touch it.',
  'deciding.watch':
    'What would tell: watch the router for 15 minutes while the phone lies locked. A connection that is forgotten is seen then.',

  'report.do': 'What can be done',
  'report.do.more': 'More that can be done',
  'report.this-router': 'This router',
  'report.besides': 'Also found',
  'report.besides.more': '{n} more under Details',
  'report.life':
    'Measured: dropped after {seconds} s of silence. The bar is the ten minutes until the phone speaks again',
  'phone.vendor': 'a phone by {vendor} (…{end})',
  'phone.private': 'a phone with a private address (…{end})',
  'phone.unknown': 'a device (…{end})',
  'phone.masked': 'phone {n}',
  'phone.more': '{n, plural, one {# more} other {# more}}',
  'report.also': 'Also worth knowing',
  'report.flows': 'Push connections',
  'report.ruled-out': 'Ruled out: {items}.',
  'report.unknown': 'Could not tell: {items}.',
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
  'flow.local': 'held by a program on the router',
  'flow.odd': 'offloaded, though the rules exempt it',
  'flow.unanswered': 'no answer yet',
  'flow.closing': 'closing',
  'service.apns': 'Apple push',
  'service.apns.shared': 'Apple (perhaps push)',
  'service.fcm': 'Google push',
  'service.perhaps': '{service} (perhaps push)',

  'progress.reading': 'Reading the router…',
  'progress.following': 'Watching one push connection ({device}) go quiet: {at} of at most {of} s…',
  'progress.left': 'It left the fast path (flowtable) with {timeout} s to live.',
} as const;
