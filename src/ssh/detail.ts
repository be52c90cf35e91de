/** ssh2's sentences that have words of ours (`failure.connection-lost.detail.<code>`). */
const known: Record<string, string> = {
  'Keepalive timeout': 'no-answer',
  'No response from server': 'closed-by-router',
  'Not connected': 'closed',
};

/** Why a connection ended, for a failure's `detail`: a code where there is one, else what the error says. */
export function detailOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code ?? known[error.message] ?? error.message.slice(0, 200);
}
