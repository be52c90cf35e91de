import { asList, asNumber, asObject, asText } from './server/schema.ts';
import type { Json, JsonObject } from './server/world.ts';

/**
 * A message as a page that looks like Discord on a phone (390 px wide), for the README's pictures and for looking
 * at goldens: `body` is what the bot sends; `files` its images by name, base64.
 */
export function pictureOf(body: JsonObject, files: Record<string, string> = {}): string {
  const parts = asList(body.components).map((part) => component(asObject(part), files));
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main><b class="who">Pushmedic</b> <i>APP</i>${parts.join('')}</main>`;
}

const style = `
body{margin:0;background:#313338;color:#dbdee1;font:15px/1.35 "gg sans","Noto Sans","Noto Sans CJK SC",sans-serif;width:390px}
main{padding:12px}.who{color:#f2f3f5}main>i{background:#5865f2;color:#fff;font:600 10px sans-serif;border-radius:3px;padding:1px 4px}
.box{border:1px solid #3f4147;border-left:4px solid;border-radius:8px;background:#2b2d31;padding:12px;margin-top:6px}
.text+.text,.text+.row,.row+.row,.text+img,img+.text{margin-top:8px}h3{font-size:17px;margin:0 0 4px;color:#f2f3f5}
small{color:#949ba4;font-size:12px;display:block}pre{background:#1e1f22;border:1px solid #3f4147;border-radius:4px;margin:4px 0;
padding:6px;font:12px/1.3 "DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
ul{margin:2px 0;padding-left:20px}.row{display:flex;flex-wrap:wrap;gap:8px}button{border:0;border-radius:8px;padding:8px 14px;color:#fff;
font:500 14px sans-serif}img{max-width:100%;border-radius:6px;display:block;min-height:20px;background:#1e1f22}`;

const colours: Record<number, string> = { 1: '#5865f2', 2: '#4e5058', 3: '#248046', 4: '#da373c' };

function component(one: JsonObject, files: Record<string, string>): string {
  const inside = () => asList(one.components).map((part: Json) => component(asObject(part), files));
  switch (asNumber(one.type)) {
    case 17: {
      const colour = asNumber(one.accent_color).toString(16).padStart(6, '0');
      return `<div class="box" style="border-left-color:#${colour}">${inside().join('')}</div>`;
    }
    case 10:
      return `<div class="text">${markdown(asText(one.content))}</div>`;
    case 12:
      return asList(one.items)
        .map((item) => asText(asObject(asObject(item).media).url).replace('attachment://', ''))
        .map((name) => `<img src="data:image/png;base64,${files[name] ?? ''}">`)
        .join('');
    case 1:
      return `<div class="row">${inside().join('')}</div>`;
    case 2:
      return `<button style="background:${colours[asNumber(one.style)] ?? '#4e5058'}">${html(asText(one.label))}</button>`;
    default:
      return '';
  }
}

const html = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** As much of Discord's Markdown as the bot writes. */
const markdown = (text: string): string =>
  text
    .split(/^```\n([\s\S]*?)\n```$/m)
    .map((part, at) => (at % 2 === 1 ? `<pre>${html(part)}</pre>` : lines(part)))
    .join('');

const lines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      if (line.startsWith('### ')) return `<h3>${inline(line.slice(4))}</h3>`;
      if (line.startsWith('-# ')) return `<small>${inline(line.slice(3))}</small>`;
      if (line.startsWith('- ')) return `<ul><li>${inline(line.slice(2))}</li></ul>`;
      return `<div>${inline(line)}</div>`;
    })
    .join('');

/** A backslash makes the punctuation after it plain. */
function inline(text: string): string {
  const plain: string[] = [];
  const kept = text.replace(
    /\\([^0-9A-Za-z\s])/g,
    (_, char: string) => `\u0001${plain.push(html(char)) - 1}\u0002`,
  );
  return html(kept)
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/\u0001(\d+)\u0002/g, (_, at: string) => plain[Number(at)] ?? '');
}
