/** A file of simplified texts, in traditional characters. */
export function traditional(text: string): string;
