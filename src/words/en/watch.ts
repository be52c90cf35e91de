/** Watching, notices and digests. */
export const watch = {
  'button.mute': 'Mute 24 h',
  'button.unmute': 'Unmute',
  'watch.duration.s': '{s} s',
  'watch.duration.min': '{min} min',
  'watch.duration.min-s': '{min} min {s} s',
  'watch.duration.h': '{h} h',
  'watch.duration.h-min': '{h} h {min} min',
  'watch.notice.gone': '{phone} cannot be reached over Wi-Fi right now',
  'watch.notice.back': '{phone} was unreachable {gap}',
  'watch.notice.times': '{phone} was unreachable {n, plural, one {# time} other {# times}}, {gap} in all',
  'watch.notice.gone-again':
    '{phone} cannot be reached right now; this happened {n, plural, one {# time} other {# times}}',
  'watch.notice.gone.what':
    'On {when} {router} dropped its {service} connection, which had been quiet for {idle}; until the phone speaks again, mostly within ten minutes or so, nothing reaches it over Wi-Fi.',
  'watch.notice.back.what':
    'On {when} {router} dropped its {service} connection, which had been quiet for {idle}; the phone was back at {back}, and what was sent in between arrived only then.',
  'watch.notice.cut': '{when} {service}: quiet for {idle}, then unreachable {gap}',
  'watch.notice.cut-gone': '{when} {service}: quiet for {idle}, not back yet',
  'watch.notice.cut-left': '{when} {service}: quiet for {idle}, then the phone left',
  'watch.notice.left': '{phone} was cut off, and left before it was back',
  'watch.notice.left.what':
    'On {when} {router} dropped its {service} connection, which had been quiet for {idle}; by {back} the phone had left the Wi-Fi or was not heard of, so for how long pushes missed it is not known.',
  'watch.notice.held': 'Kept back until the quiet hours were over.',
  'watch.notice.muted': 'Notices about this phone are muted until {when}.',
  'watch.class.fixed-pickup':
    'Why: this router’s fast path (flow offloading) lets go of a quiet connection after about 30 s, and its kernel then keeps it for only about two minutes more.',
  'watch.class.low-timeout':
    'Why: the router is set to forget quiet connections sooner than a phone speaks again.',
  'watch.class.hardware-desync':
    'Why: the router’s hardware path (hardware offload) and its kernel disagree about the connection, so it was dropped while the phone still relied on it.',
  'watch.class.normal': 'Why: not known. The router’s timers are long enough.',
  'watch.class.not-offloaded': 'Why: not known. The connection was not on the fast path (flow offloading).',
  'watch.class.unknown': 'Why: it could not be told from what was seen.',
  'watch.cured':
    'Our fix was in place at that time, so this should not have happened. Check again looks why.',
  'watch.guard.lost': 'Our fix is gone from {router}',
  'watch.guard.displaced': 'Our fix on {router} no longer works',
  'watch.guard.restored': 'Our fix on {router} is in place again',
  'watch.guard.not-needed': 'The fix on {router} is no longer needed',
  'watch.guard.lost.text':
    'Since {when} its rule is not there any more: a restart of the firewall, a new WAN connection or an update may have taken it. Quiet push connections are dropped again.',
  'watch.guard.displaced.text':
    'Since {when} its rule stands where it does nothing (below the offload rule). Quiet push connections are dropped again.',
  'watch.guard.restored.text': 'It was missing from {from} to {to}, {gap}.',
  'watch.guard.not-needed.text':
    'Since {when} the router runs a kernel that keeps quiet connections long enough by itself. The fix does no harm; Revert takes it back.',
  'watch.guard.will-fix': 'It is put back by itself, as was asked for with keep-fixed.',
  'watch.guard.todo': 'Apply fix looks again and shows the exact steps before anything is changed.',
  'watch.guard.times': 'This happened {n, plural, one {# time} other {# times}} since {since}.',
  'watch.on.title': 'Watching {router}',
  'watch.on.text':
    'This chat gets a message when the router forgets a phone’s push connection while the phone is at home. The message is edited when the phone is back, and repeats go into the same one.',
  'watch.on.ask-first':
    'If our fix is ever lost there, a message offers to put it back; nothing is changed by itself.',
  'watch.on.keep-fixed': 'If our fix is ever lost there, it is put back by itself, and a message says so.',
  'watch.on.quiet': 'Rather not at night? /quiet 22-7 keeps new messages back until the morning.',
  'watch.off.title': 'No longer watching {router} for this chat',
  'watch.off.none': '{router} was not watched for this chat',
  'watch.off.text': 'There will be no notices here. /watch on starts them again.',
  'quiet.title': 'Quiet from {from} to {to}',
  'quiet.text':
    'Hours are meant in {place} time; it is {now} there now. What happens in between is kept and told afterwards, folded into one message per phone.',
  'quiet.off.title': 'No quiet hours',
  'quiet.off.text': 'Notices come at any time.',
  'names.shown.title': 'This chat reads names and addresses from now on',
  'names.shown.text':
    'Everybody here sees what phones are called and which addresses they have. Keys and codes stay private all the same. /names hidden ends it.',
  'names.hidden.title': 'Names and addresses are hidden here',
  'names.hidden.text':
    'From the next message on, dots stand in their place. What was posted before stays as it is.',
  'names.alone.title': 'Nobody else reads here',
  'names.alone.text':
    'Between the two of us names and addresses are always shown. In a group they are hidden until an owner types /names shown there.',
  'digest.daily.title': 'A digest every morning',
  'digest.weekly.title': 'A digest every Monday morning',
  'digest.text':
    'The first one comes on {when}: how often phones were unreachable and for how long, before and after the fix.',
  'digest.unwatched':
    'No router is watched for this chat yet: /watch on starts it. Without that there is nothing to tell.',
  'digest.off.title': 'No digest any more',
  'digest.off.text': 'Notices go on as they are.',
  'status.watched': 'watched',
  'status.watched-here': 'watched for this chat',
  'status.keep-fixed': 'kept fixed',
  'command.watch.description': 'Say here when a phone was cut off',
  'command.digest.description': 'A summary here, daily or weekly',
  'command.quiet.description': 'Hours without new notices, e.g. /quiet 22-7',
  'command.names.description': 'Whether this group sees names and addresses',
  'option.switch.description': 'Whether to watch',
  'option.keep-fixed.description': 'Put a lost fix back without asking',
  'option.every.description': 'How often',
  'option.show.description': 'Shown to everybody here, or hidden',
  'option.hours.description': 'For example 22:00-7:00 or 10pm-7am, or off',
  'option.zone.description': 'Time zone, for example berlin or UTC+8',
  'seen.title': '{phone}: what was seen',
  'seen.alt': '{phone} from {from} to {to}: {story}',
  'seen.legend':
    'Picture: the full bar is a connection the router knows; it thins out while the timer runs down; a frame with a cross is the time without connection, a dashed one an end nobody saw; a tick is the phone’s return; a dotted line is all connections going at once; hatching is time nobody watched.',
  'seen.cuts': 'Evictions',
  'seen.lines': 'The router’s own lines',
  'seen.flushed':
    '{when}: {n, plural, one {# push connection} other {# push connections}}, all there were, went at once ({why}). That is no eviction; phones notice and reconnect.',
  'seen.why.firewall': 'the firewall was restarted',
  'seen.why.redial': 'the WAN connection was made anew',
  'seen.why.reboot': 'the router restarted',
  'seen.why.unknown': 'reason not seen',
  'seen.unwatched': '{from} to {to}: not watched. Nothing is guessed about that time.',
  'digest.title.none': 'Digest: no phone was cut off',
  'digest.title.daily':
    'Daily digest: {n, plural, one {# eviction} other {# evictions}}, unreachable {gap} in all',
  'digest.title.weekly':
    'Weekly digest: {n, plural, one {# eviction} other {# evictions}}, unreachable {gap} in all',
  'digest.none': '{router} forgot no push connection of a phone at home from {from} to {to}.',
  'digest.some': '{router}, from {from} to {to}:',
  'digest.phone': 'Phone',
  'digest.times': 'Times',
  'digest.unreachable': 'Unreachable',
  'digest.more': '{n, plural, one {# more phone} other {# more phones}} not listed.',
  'digest.open':
    '{n, plural, one {# end was} other {# ends were}} not seen and not counted as unreachable time.',
  'digest.unwatched-for': 'Not watched for {gap} of it; nothing is guessed about that time.',
  'digest.alt': 'Timeline from {from} to {to}. {story}',
  'digest.alt.phone': '{phone}: forgotten {n, plural, one {# time} other {# times}}, unreachable {gap}',
  'digest.cure':
    'Before the fix of {when}: {before, plural, one {# eviction} other {# evictions}} in {beforeTime} watched ({beforeRate} a day), unreachable {beforeGap}. Since then: {after, plural, one {# eviction} other {# evictions}} in {afterTime} watched ({afterRate} a day), unreachable {afterGap}.',
  'digest.legend':
    'Picture: one row for each phone, numbered as above; red is time without connection, a dashed frame an end nobody saw, hatching time nobody watched, the green line the fix.',
} as const;
