/** What differs from run to run, and what stands for it in a golden conversation. Signs that Markdown escapes may have a backslash. */
const volatile: readonly (readonly [RegExp, string])[] = [
  [/SHA256\\?:[A-Za-z0-9+/\\]{43,}/g, 'SHA256:<fingerprint>'],
  [/(ssh-ed25519) [A-Za-z0-9+/=]{60,}/g, '$1 <key>'],
  [/(\/(?:link|claim)) [0-9A-Z]{10}\b/g, '$1 <code>'],
  [/^(Anna: )[0-9A-Z]{10}$/gm, '$1<code>'],
  [/\b(discord|telegram)\\?:\d+/g, '$1:<id>'],
  [/(\/(?:allow|deny) )\d{17,20}\b/g, '$1<id>'],
  [/(tg:\/\/user\?id=)\d+/g, '$1<id>'],
  [/(\/tmp\/pushmedic\/)[a-z0-9]{10}/g, '$1<plan>'],
  [/(port |端口 ?)\d{4,5}\b|\b\d{4,5}(?= 端口)/g, '$1<port>'],
  [/(127\.0\.0\.1\\?:)(?!1\b)\d+/g, '$1<port>'],
  [/\b\d{4}-\d{2}-\d{2} \d{2}\\?:\d{2}(?:\\?:\d{2})?(?: (?:UTC|GMT(?:[+-]\d+)?))?/g, '<moment>'],
  [/Etc\/GMT[+-]\d+/g, '<zone>'],
  [/(?<![\w:\\])\d{2}\\?:\d{2}\\?:\d{2}\\?\.\d(?!\d)/g, '<time>'],
  [/(?<![\w:\\])\d{2}\\?:\d{2}(?:\\?:\d{2})?(?![\w:\\]|\\:)/g, '<time>'],
  [
    /(?<=you saw it after )[\d.\\]+ (?:min(?: \d+ s)?|s)|(?<=你在 )[\d.\\]+ (?:分(?:钟| \d+ 秒)|秒)(?=后看到了它)/g,
    '<a while>',
  ],
];

/** A text without what is different in each run. */
export const normal = (text: string): string =>
  volatile.reduce((so, [pattern, stands]) => so.replace(pattern, stands), text);
