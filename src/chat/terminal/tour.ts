import type { Say } from '../../words/words.ts';
import type { Screen } from './screen.ts';
import type { Terminal } from './terminal.ts';

/** How long one step may take, ms: the demo's clock runs fast. */
const patience = 120_000;

/**
 * Plays the whole story by itself: diagnose, apply, proof, revert. Uses the same lines and buttons a person
 * would. True when every step ended as it should.
 * @param call how the command line is called here
 */
export async function playTour(terminal: Terminal, screen: Screen, say: Say, call: string): Promise<boolean> {
  const typing = (line: string) => {
    screen.note(`> ${line}`);
    return terminal.type(line);
  };
  const press = async (label: string, name: string) => {
    const at = terminal.buttons().findIndex(({ command }) => command === name);
    if (at < 0) return null;
    screen.note(`> ${at + 1}   (${label})`);
    return terminal.type(String(at + 1));
  };
  screen.note(say('tour.begin'));
  const found = await typing('/diagnose');
  if (found?.tone !== 'bad') return false;
  const applied = await press(say('button.apply'), 'apply');
  if (applied?.tone !== 'good') return false;
  screen.note(`${say('tour.proof')}\n`);
  // In place is not yet proven: that comes as a message of its own, when the phone has shown it.
  const proof = await terminal.waitFor(({ tone }) => tone === 'good' || tone === 'bad', patience);
  if (proof?.tone !== 'good') return false;
  const asked = await typing('/revert');
  if (asked === null) return false;
  const reverted = await press(say('button.revert'), 'undo');
  screen.note(say('tour.end', { call }));
  return reverted?.tone === 'good';
}
