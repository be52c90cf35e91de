/** What the bot sends for one reply: text in Telegram's HTML, its buttons, its pictures. */
interface Sent {
  html: string;
  keyboard: { text: string; style?: string | undefined }[][];
  photos: { data: Buffer; caption: string }[];
}

const colours: Record<string, string> = { primary: '#3b82c4', danger: '#d05656', success: '#3f9f5f' };

const style = `
body{margin:0;background:#0e1621;color:#f5f5f5;font:15px/1.35 "Noto Sans","DejaVu Sans","Noto Sans CJK SC",sans-serif;width:390px}
main{padding:10px}.bubble{background:#182533;border-radius:12px;padding:8px 12px;white-space:pre-wrap;overflow-wrap:anywhere}
.who{color:#6ab3f3;font-weight:600;white-space:normal}pre{display:block;background:#0f1a26;border-left:3px solid #6ab3f3;
border-radius:4px;margin:4px 0;padding:6px 8px;font:12.5px/1.35 "DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;
white-space:pre-wrap;overflow-wrap:anywhere}blockquote{border-left:3px solid #6ab3f3;background:#1d2f41;border-radius:4px;margin:4px 0;
padding:4px 8px;max-height:66px;overflow:hidden}a{color:#6ab3f3;text-decoration:none}.row{display:flex;gap:4px;margin-top:4px}
button{flex:1;border:0;border-radius:8px;padding:9px;background:#2b3d50;color:#fff;font:500 14px "Noto Sans","DejaVu Sans","Noto Sans CJK SC",sans-serif}
img{max-width:100%;display:block;border-radius:12px;margin-top:6px;min-height:20px;background:#182533}`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A line break beside a block would show twice: here the block itself breaks the line. */
const blocks = (html: string): string => html.replace(/\n?(<(pre|blockquote)[ >][\s\S]*?<\/\2>)\n?/g, '$1');

/**
 * A message as a page that looks like Telegram on a phone (390 px wide), for the README's pictures and for looking at
 * goldens.
 */
export function pictureOf({ html, keyboard, photos }: Sent): string {
  const rows = keyboard.map(
    (row) =>
      `<div class="row">${row
        .map((button) => {
          const colour = button.style === undefined ? '' : ` style="background:${colours[button.style]}"`;
          return `<button${colour}>${escaped(button.text)}</button>`;
        })
        .join('')}</div>`,
  );
  const pictures = photos.map(
    ({ data, caption }) =>
      `<img alt="${escaped(caption)}" src="data:image/png;base64,${data.toString('base64')}"><div class="bubble">${escaped(caption)}</div>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main><div class="bubble"><div class="who">Pushmedic</div>${blocks(html)}</div>${rows.join('')}${pictures.join('')}</main>`;
}
