import type { IncomingMessage } from 'node:http';
import type { Body } from './messages.ts';
import { asObject } from './schema.ts';
import type { Json } from './world.ts';

/** Reads a JSON or multipart (`payload_json`, `files[n]`) request. Lists (commands) come as `json.list`. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  if (raw.length === 0) return { json: {}, files: new Map() };
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return { json: objectOf(raw.toString('utf8')), files: new Map() };
  const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
  const files: Body['files'] = new Map();
  for (const [key, value] of form) {
    const at = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (at !== undefined && typeof value !== 'string')
      files.set(Number(at), { name: value.name, data: Buffer.from(await value.arrayBuffer()) });
  }
  const payload = form.get('payload_json');
  return { json: objectOf(typeof payload === 'string' ? payload : '{}'), files };
}

function objectOf(text: string): Body['json'] {
  const json: unknown = JSON.parse(text);
  return Array.isArray(json) ? { list: json as Json[] } : asObject(json);
}
