import type { Message } from '../chat/telegram/server/world.ts';

const style = `
body{margin:0;background:#0e1621;color:#f5f5f5;font:15px/1.35 "Noto Sans","Noto Sans CJK SC",sans-serif;width:390px}
main{margin:12px;padding:10px 12px;background:#182533;border-radius:12px}b.who{color:#6ab3f3;display:block;margin-bottom:4px}
.text{white-space:pre-wrap;overflow-wrap:anywhere}pre{background:#0e1621;border-left:3px solid #6ab3f3;border-radius:4px;margin:4px 0;padding:6px;
font:12px/1.3 "DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;white-space:pre-wrap;overflow-wrap:anywhere}code{font:12px "DejaVu Sans Mono",monospace}
blockquote{margin:4px 0;padding:4px 8px;border-left:3px solid #6ab3f3;background:#1f2f3f;border-radius:4px}i{color:#c0cad3}
.row{display:flex;gap:4px;margin:4px 12px}button{flex:1;border:0;border-radius:8px;padding:10px;color:#fff;background:#2b5278;font:500 14px "Noto Sans","Noto Sans CJK SC",sans-serif}`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A message as a page that looks like Telegram on a phone (390 px wide): the HTML the bot sent, and its buttons. */
export function telegramPage({ html, keyboard }: Message): string {
  const rows = keyboard.map(
    (row) => `<div class="row">${row.map(({ text }) => `<button>${escaped(text)}</button>`).join('')}</div>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main><b class="who">Pushmedic</b><div class="text">${html}</div></main>${rows.join('')}`;
}
