/** What can be pressed where something was missing, mistyped or left open: choices, settings, the next step. */
export const ways = {
  'button.help': 'Help',
  'button.fix': 'Fix',
  'button.status': 'Status',
  'button.all-phones': 'All phones',
  'button.login': 'Test the login',
  'button.watch-on': 'Watch {router}',
  'button.watch-off': 'Stop watching {router}',
  'button.keep-fixed': 'Keep {router} fixed',
  'button.show-names': 'Show names here',
  'button.none-quiet': 'No quiet hours',
  'choose.router.title': 'Which router?',
  'choose.router.text': 'Press the one you mean.',
  'choose.phone.title': 'Which phone?',
  'choose.phone.text': 'These have been seen with a push connection:',
  'choose.phone.none':
    'None has been seen with a push connection yet. Wake the phone on this Wi-Fi and look at all of them.',
  'choose.phone.unknown': 'No phone called “{phone}” is known on {router}',
  'unheard.title': 'I did not understand that',
  'unheard.text':
    'I find out why notifications come late, and I know the commands that Help lists. Nothing was done.',
  'meant.text': 'Did you mean this?',
  'add.names': 'home office parents',
  'add.address.title': 'What is the router’s address?',
  'add.address.of': 'What is the address of {router}?',
  'add.address.text':
    'Type it here; at home it is often 192.168.1.1. root and port 22 are meant unless you write something else, as in root@192.168.1.1:2222.',
  'add.name.title': 'Add the router at {address}?',
  'add.name.text':
    'Press what it shall be called. The router is then asked for its host key; nothing secret is sent, and nothing is changed.',
  'add.known.title': 'That is {router}, which is registered',
  'login.working': 'Logging in to {router} …',
  'login.title': 'The bot can log in to {router}',
  'login.text': 'It is {model}. Now see what it does to push connections.',
  'login.plain': 'Now see what it does to push connections.',
  'set.watch.title': 'What is watched for this chat',
  'set.watch.on': '{router}: watched',
  'set.watch.kept': '{router}: watched, and a lost fix is put back by itself',
  'set.watch.off': '{router}: not watched',
  'set.digest.title': 'Digests of this chat: {every}',
  'set.digest.next': 'The next one comes on {when}.',
  'set.language.title': 'This bot speaks English with you',
  'set.names.shown': 'Names and addresses are shown in this chat',
  'set.names.hidden': 'Names and addresses are hidden in this chat',
  'set.names.text':
    'That goes for phones and for what can be reached at home. Keys and codes are never shown in a group.',
  'set.quiet.none': 'You have no quiet hours',
  'set.quiet.text': 'Notices come at any time. Press the hours you want, or type others: /quiet 23-6',
  'watch.on.hidden':
    'Names and addresses of phones are hidden in this group. An owner can show them: /names shown',
  'sees.discord':
    'In a server I see commands, messages that mention me and replies to mine; nothing else. In direct messages I see all you write.',
  'sees.telegram':
    'In a group I see commands and replies to my messages; nothing else. In our private chat I see all you write.',
} as const;
