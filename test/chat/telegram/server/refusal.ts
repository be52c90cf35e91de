/** An answer other than `ok`, as the server words it. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } = {},
  ) {
    super(description);
  }
}

export const bad = (what: string): Refusal => new Refusal(400, `Bad Request: ${what}`);
export const forbidden = (what: string): Refusal => new Refusal(403, `Forbidden: ${what}`);
export const unauthorized = (): Refusal => new Refusal(401, 'Unauthorized');
export const notFound = (): Refusal => new Refusal(404, 'Not Found: method not found');
export const conflict = (what: string): Refusal => new Refusal(409, `Conflict: ${what}`);
export const tooMany = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

export const notModified = () =>
  bad(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
export const queryTooOld = () => bad('query is too old and response timeout expired or query ID is invalid');
