/** What is said of causes in the router's own hardware and on its Wi-Fi. Keys as in `findings.ts`. */
export const host = {
  'finding.hardware-one-way.title':
    'The hardware forwards only one direction of {n, plural, one {a push connection} other {# push connections}}',
  'finding.hardware-one-way.why':
    'The hardware forwards only one direction of a push connection, and the router has lost track of the other. When its clock has run down, what comes in is refused (openwrt issue 17915).',
  'finding.hardware-one-way.means':
    'The router’s own table no longer knows that the hardware carries the other half. Its clock runs down although packets pass; then what comes in is refused. Known on MediaTek after a firewall reload (openwrt issue 17915).',
  'finding.hardware-one-way.remedy':
    'Use the software path instead of the hardware one (Network → Firewall → Routing/NAT Offloading → Software flow offloading), and wake the phone once.',
  'ruled-out.hardware-one-way': 'a connection that hardware carries in one direction only',
  'unknown.hardware-one-way':
    'whether the hardware carries both directions of a connection: this router does not tell (/sys/kernel/debug/ppe0/entries)',

  'finding.neighbour-failed.title': 'The router gets no answer from {address} on the local network',
  'finding.neighbour-failed.means':
    'It asked who has this address, and nobody answered: a push that arrives now is thrown away. A phone that sleeps deeply, or an access point that does not pass the question on, looks like this; so does a phone that left.',
  'finding.neighbour-failed.remedy':
    'If it stays so while the phone lies locked at home: switch “Private Wi-Fi address” off for this network once, and on a separate access point switch ARP proxy or multicast filters off.',
  'ruled-out.neighbour-failed': 'a phone that does not answer on the local network',

  'finding.wifi-dropped.title': 'The Wi-Fi throws devices out while they sleep ({n}×)',
  'finding.wifi-dropped.means':
    'Last: {name}. The access point got no answer and ended the connection; the device is offline until it wakes by itself.',
  'finding.wifi-dropped.remedy':
    'Network → Wireless → Edit → Advanced Settings: take the tick from “Disassociate On Low Acknowledgement”, and set a longer group rekey interval.',
  'finding.wifi-dropped.phone.title': 'The Wi-Fi threw {name} out while it slept ({n}×)',
  'finding.wifi-dropped.phone.means':
    'The access point got no answer from it and ended the connection. Until the phone wakes by itself, no push reaches it.',
  'finding.wifi-dropped.phone.remedy':
    'Network → Wireless → Edit → Advanced Settings: take the tick from “Disassociate On Low Acknowledgement”, and set a longer group rekey interval.',
  'finding.wifi-roaming.title': '{name} joined the Wi-Fi {n} times within an hour',
  'finding.wifi-roaming.means':
    'It is handed back and forth between access points or bands. Packets are lost with each hand-over, a push among them.',
  'finding.wifi-roaming.remedy':
    'Make access points overlap less (Network → Wireless → Edit → Device Configuration → General Setup: lower “Maximum transmit power”), and switch 802.11r off once to compare (Interface Configuration → WLAN roaming → 802.11r Fast Transition).',
  'ruled-out.wifi-roaming': 'a phone that wanders between access points',
  'ruled-out.wifi-dropped': 'Wi-Fi that throws sleeping devices out',
};
