import { answer, type Command } from '../src/chat/command.ts';
import { code, text } from '../src/model/message.ts';
import { keyLine } from '../src/ssh/key-line.ts';

export const routerKey: Command = {
  name: 'router key',
  args: [],
  role: 'owner',
  async run({ say }, { publicKey, store }) {
    const isFirst = (await store.routers.list()).length === 0;
    return answer({
      tone: 'info',
      title: say('key.title'),
      blocks: [
        code(publicKey),
        text(say('trust.text')),
        code(keyLine(publicKey), say('trust.caption')),
        text(say('trust.luci')),
        ...(isFirst ? [text(say('key.next'))] : []),
      ],
      buttons: [],
    });
  },
};
