import type { IncomingMessage } from 'node:http';

export interface Body {
  params: Record<string, unknown>;
  /** Uploaded files by the name under which `attach://` refers to them. */
  files: Map<string, { name: string; data: Buffer }>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON or multipart request. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (raw.length === 0) return { params: {}, files: new Map() };
  if (!type.startsWith('multipart/')) {
    const json: unknown = JSON.parse(raw.toString('utf8'));
    return { params: isRecord(json) ? json : {}, files: new Map() };
  }
  const boundary = /boundary=(\S+)/.exec(type)?.[1] ?? '';
  return readParts(raw, boundary);
}

/** grammY's parts have lower-case headers and unquoted names, which `FormData` parsers do not all take. */
function readParts(raw: Buffer, boundary: string): Body {
  const body: Body = { params: {}, files: new Map() };
  const mark = Buffer.from(`--${boundary}`);
  let from = raw.indexOf(mark);
  while (from >= 0) {
    const next = raw.indexOf(mark, from + mark.length);
    if (next < 0) break;
    const part = raw.subarray(from + mark.length + 2, next - 2);
    const split = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, split).toString('utf8');
    const data = part.subarray(split + 4);
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? '';
    const file = /filename=(\S+)/.exec(head)?.[1];
    if (file === undefined) body.params[name] = data.toString('utf8');
    else body.files.set(name, { name: file, data: Buffer.from(data) });
    from = next;
  }
  return body;
}
