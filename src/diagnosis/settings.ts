import type { Evidence } from '../model/evidence.ts';
import type { ConfigReading, ConfigSection } from '../probes/network.types.ts';

/** Sections of one file of /etc/config, of one type. */
export const sectionsOf = (
  { sections }: ConfigReading,
  file: string,
  type?: string,
): readonly ConfigSection[] =>
  sections.filter((one) => one.file === file && (type === undefined || one.type === type));

/** An option's value; the first, of a list. */
export const optionOf = (section: ConfigSection | undefined, key: string): string | null =>
  section?.options.get(key)?.[0] ?? null;

/** What UCI's own programs take for yes. */
export const isYes = (value: string | null): boolean =>
  value !== null && ['1', 'on', 'yes', 'true', 'enabled'].includes(value);

/** Lines of one setting; lists of devices can be long. */
const mostLines = 4;

/** A section's lines that set one of these options, as they stand in its file. */
export const settingEvidence = (section: ConfigSection, ...keys: string[]): Evidence[] =>
  section.lines
    .filter((line) => keys.some((key) => new RegExp(`^(?:option|list)\\s+['"]?${key}['"]?\\s`).test(line)))
    .slice(0, mostLines)
    .map((line) => ({ source: `/etc/config/${section.file}`, line }));
