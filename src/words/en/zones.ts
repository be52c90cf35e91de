/** In which time zone somebody is told times. */
export const zones = {
  'zone.ask.title': 'What time is it where you are?',
  'zone.ask.text':
    'Press what your clock shows, or type a place or a zone: {command} berlin, {command} UTC+8',
  'zone.which.title': '{name} is the name of more than one time zone',
  'zone.which.text': 'What does your clock show?',
  'zone.from.router': '{place} is what your router is set to. Are you there?',
  'zone.from.locale':
    '{place} is only guessed from your language, as I am told nothing else of where you are. Is it right?',
  'zone.from.machine': '{place} is what the machine is set to on which this bot runs. Is it right for you?',
  'zone.set.title': 'Your time: {place}',
  'zone.chat.title': 'This chat’s time: {place}',
  'zone.set.text': 'It is {now} there. Every time you read here is in this zone; /zone changes it.',
  'button.zone.yes': 'Yes, {place}',
  'button.zone.other': 'Another zone',
} as const;
