/** Why a notification is not timed just now. */
export const testFailures = {
  'failure.phone-unknown.what': 'No phone called {name} has been seen',
  'failure.phone-unknown.means': 'Seen so far: {known}.',
  'failure.phone-unknown.known.none': 'none',
  'failure.phone-unknown.todo':
    'Type /test alone to choose one, or wake the phone on this Wi-Fi and /diagnose.',

  'failure.test-running.what': '{phone} is being tested already',
  'failure.test-running.means': 'Two tests at a time would take each other’s notification for their own.',
  'failure.test-running.todo': 'Wait for its result, or press Cancel under it.',

  'failure.test-too-many.what': '{phone} was tested six times within an hour',
  'failure.test-too-many.means':
    'Each test is a notification with a sound, and keeps the router busy for some minutes.',
  'failure.test-too-many.todo': 'Try again in {minutes} min.',
} as const;
