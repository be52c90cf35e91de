/** Writes one line of a level: what belongs to it as fields, then a sentence. */
interface Write {
  (fields: object, message: string): void;
  (message: string): void;
}

/** Where every room says what it notices; `app/log.ts` makes one. Fields may hold errors; secrets are taken out there. */
export interface Log {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
}
