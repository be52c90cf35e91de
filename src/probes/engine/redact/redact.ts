import type { Capture } from '../capture/capture.ts';
import { writeCapture } from '../capture/write.ts';
import { makeLineRedactor } from './lines.ts';
import { namesIn } from './names.ts';

/**
 * The capture as a file without what is a household's own: names of devices, of the router and of rules, MACs,
 * addresses, each always replaced by the same. Kept: what kind an address is of, which networks hold which, servers of
 * push services, so that a diagnosis says the same of it.
 */
export function redactedCapture({ head, sections }: Capture): string {
  const redact = makeLineRedactor(namesIn((id) => sections.get(id)?.text ?? ''));
  const redacted = [...sections].map(([id, { status, text }]) => {
    const lines = text.split('\n').map((line) => redact(id, line));
    return [id, { status, text: lines.join('\n') }] as const;
  });
  return writeCapture(new Map(head).set('redacted', 'yes'), redacted);
}
