/** What is said of connections that contradict the rules or the settings. Keys as in `findings.ts`. */
export const contradictions = {
  'finding.flow-older-than-rule.title':
    '{n, plural, one {# connection is offloaded although it is exempt} other {# connections are offloaded although they are exempt}}',
  'finding.flow-older-than-rule.why':
    '{n, plural, one {# connection is} other {# connections are}} on the fast path (flow offloading), though rules protect from it: older than those rules, or something else does it.',
  'finding.flow-older-than-rule.means':
    'Either it is older than the exemption and stays offloaded while it talks, or something else offloads that was not seen.',
  'finding.flow-older-than-rule.remedy':
    'Switch Wi-Fi on the phone off and on once, wait two minutes and check again. If it is still so then, something else does it.',
  'finding.flow-older-than-rule.new.title':
    'A connection made {age} s ago is offloaded although it is exempt',
  'finding.flow-older-than-rule.new.why':
    'A connection made {age} s ago is on the fast path (flow offloading), though rules protect from it. Something does it that was not seen.',
  'finding.flow-older-than-rule.new.means':
    'So young a connection is hardly older than the exemption: something seems to offload that was not seen.',
  'finding.flow-older-than-rule.was.title':
    '{n, plural, one {# connection was} other {# connections were}} offloaded although exempt',
  'finding.flow-older-than-rule.was.why':
    '{n, plural, one {# connection was} other {# connections were}} on the fast path (flow offloading), though rules protect from it, and is forgotten within two minutes unless its phone speaks.',
  'finding.flow-older-than-rule.was.means':
    'It has just left the flowtable, and is forgotten within two minutes unless its phone speaks. Either it was older than the exemption, or something else offloads that was not seen.',
  'finding.flow-older-than-rule.was.remedy':
    'Use the phone for a moment and check again. If it is offloaded then, something else does it.',
  'finding.offloaded-without-rule.title':
    '{n, plural, one {# connection is offloaded} other {# connections are offloaded}}, and no rule is known that does it',
  'finding.offloaded-without-rule.why':
    '{n, plural, one {# connection is} other {# connections are}} on the fast path (flow offloading), and no rule is known that puts them there.',
  'finding.offloaded-without-rule.means':
    'Either the rules have only just been changed, or something offloads that could not be read: another table, a second firewall, a module.',
  'finding.offloaded-without-rule.remedy':
    'Check again in two minutes. If it stays so, look for a second firewall or an accelerator on the router.',
  'finding.offloaded-without-rule.hardware.title':
    'A connection is marked as being in hardware, though the rules offload in software only',
  'finding.offloaded-without-rule.hardware.why':
    'A connection is marked as being in hardware (hardware offload), though the rules ask for software only. What the hardware does to quiet ones is not known.',
  'finding.offloaded-without-rule.hardware.means':
    'So something hands connections to the hardware that was not seen, and what it does to idle ones is not known.',
  'finding.offloaded-without-rule.was.title':
    '{n, plural, one {# connection was} other {# connections were}} offloaded, and no rule is known that does it',
  'finding.offloaded-without-rule.was.why':
    '{n, plural, one {# connection was} other {# connections were}} on the fast path (flow offloading), and no rule is known that puts them there. They are forgotten within two minutes unless the phone speaks.',
  'finding.offloaded-without-rule.was.means':
    'Only a connection that comes back from the flowtable has an entry like this, and it is forgotten within two minutes unless its phone speaks. Something offloads that could not be read: another table, a second firewall, a module.',
  'finding.never-offloaded.title':
    '{n, plural, one {# connection should be offloaded by the rules and is not} other {# connections should be offloaded by the rules and are not}}',
  'finding.never-offloaded.why':
    'By the rules {n, plural, one {# connection} other {# connections}} should be on the fast path (flow offloading), and {n, plural, one {is} other {are}} not. So something here is not as it seems.',
  'finding.never-offloaded.means':
    'Either the rules have changed since it last spoke; or its packets do not pass them, because a proxy or another accelerator takes them; or they do something else than they seem to.',
  'finding.never-offloaded.remedy': 'Use the phone for a moment and check again.',
  'finding.picked-up.title': 'A push connection was forgotten and picked up again in mid-stream',
  'finding.picked-up.means':
    'The router had lost it until the phone spoke again. Nothing seen here explains that; a reboot, a redial or a reset of the connection table would.',
  'finding.seen-forgotten.title':
    'The watch saw {n, plural, one {# push connection} other {# push connections}} being forgotten within a day',
  'finding.seen-forgotten.means':
    'Last that of {name}, after {seconds} s of silence, with the phone at home. Nothing of ours has changed on the router since.',
  'finding.rules-not-understood.title': 'Some firewall rules could not be followed',
  'finding.rules-not-understood.why':
    'Some firewall rules could not be followed, and what they do to push connections is not known (flow offloading).',
  'finding.rules-not-understood.means':
    'They speak of offloading, or were cut off, and what they do to push connections is not known.',
} as const;
