/** An answer other than 2xx, as Discord words it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly headers: Record<string, string> = {},
    readonly extra: Record<string, number | boolean> = {},
  ) {
    super(message);
  }
}

export const unknownChannel = () => new Refusal(404, 10003, 'Unknown Channel');
export const unknownMessage = () => new Refusal(404, 10008, 'Unknown Message');
export const unknownWebhook = () => new Refusal(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new Refusal(404, 10062, 'Unknown interaction');
export const acknowledged = () => new Refusal(400, 40060, 'Interaction has already been acknowledged.');
export const tooManyFollowUps = () => new Refusal(400, 40094, 'This interaction has too many follow-ups.');
export const missingAccess = () => new Refusal(403, 50001, 'Missing Access');
export const notTheAuthor = () => new Refusal(403, 50005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new Refusal(400, 50006, 'Cannot send an empty message');
export const closedDirect = () => new Refusal(403, 50007, 'Cannot send messages to this user');
export const missingPermissions = () => new Refusal(403, 50013, 'Missing Permissions');
export const invalidToken = () => new Refusal(401, 50027, 'Invalid Webhook Token');
export const invalidRecipient = () => new Refusal(400, 50033, 'Invalid Recipient(s)');
export const invalidForm = () => new Refusal(400, 50035, 'Invalid Form Body');
export const unauthorized = () => new Refusal(401, 0, '401: Unauthorized');
