/** What cannot be done about people, their accounts and their time. */
export const peopleFailures = {
  'failure.person-invalid.what': '“{input}” cannot be read as a person',
  'failure.person-invalid.means': 'A person is given as platform and number.',
  'failure.person-invalid.todo': 'For example: discord:80351110224678912 or telegram:123456789',

  'failure.person-name.what': 'Who “{input}” is, Telegram does not tell me',
  'failure.person-name.means':
    'Bots are not told whose a name is, and a name can be given up and taken by somebody else.',
  'failure.person-name.todo':
    'Reply to a message of theirs with the command (/allow viewer), send me their contact, or type their number. Whoever is refused here reads it in that answer.',

  'failure.contact-unknown.what': 'This contact tells me no Telegram account',
  'failure.contact-unknown.means': 'It has a telephone number only, and I cannot look those up.',
  'failure.contact-unknown.todo':
    'Let them write to me once: their account stands in the answer, and you are asked about it.',

  'failure.deny-self.what': 'That is you',
  'failure.deny-self.means': 'Nobody can take away their own rights: the bot might be left without an owner.',
  'failure.deny-self.todo': 'Another owner can do it.',

  'failure.last-owner.what': 'That is the only owner',
  'failure.last-owner.means': 'Without one nobody could let anybody in any more.',
  'failure.last-owner.todo': 'Make somebody else an owner first: /people',

  'failure.claim-wrong.what': 'That code is not valid',
  'failure.claim-wrong.means': 'A code works once and for a short time, and only while the bot has no owner.',
  'failure.claim-wrong.todo': 'Take the newest one from the bot’s log.',

  'failure.link-wrong.what': 'That code is not valid',
  'failure.link-wrong.means': 'A code works once and for 15 minutes.',
  'failure.link-wrong.todo': 'Send /link on the other platform for a new one, and /link CODE here.',

  'failure.zone-unknown.what': 'I do not know the time zone “{input}”',
  'failure.zone-unknown.means': 'A large city, an offset or a name of the tz database will do.',
  'failure.zone-unknown.todo': 'For example: berlin, UTC+8, Asia/Shanghai. /zone offers some to press.',
} as const;
