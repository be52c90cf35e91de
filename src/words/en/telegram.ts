/** Words that only Telegram needs: what it says by itself, and what newcomers read before they press Start. */
export const telegram = {
  'telegram.late': 'That came while I was not listening',
  'telegram.late.todo':
    'It is some minutes old, so nothing was done. If you still want it, please ask again.',
  'telegram.anonymous': 'I cannot see who is asking',
  'telegram.anonymous.todo':
    'You write as the group or as a channel, so I cannot tell what you may do. Write as yourself (an anonymous administrator: turn off “Remain anonymous” in the group’s administrators), or write to me in private.',
  'telegram.alone': 'I have answered you in our private chat',
  'telegram.closed': 'The answer is for you alone',
  'telegram.closed.todo':
    'I may not write to you before you have written to me. Open our private chat, press Start, and ask there.',
  'telegram.open': 'Open the private chat',
  'telegram.about': 'Finds out why push notifications come late on your Wi-Fi, and cures it on the router.',
  'telegram.description':
    'Your phone’s notifications come late at home? This bot logs in to your OpenWrt router, measures what happens to the phone’s push connection, and says which cause it is. It changes nothing before you press a button, and everything can be taken back.',
} as const;
