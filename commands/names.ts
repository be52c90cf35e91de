import { answer, type Command } from '../src/chat/command.ts';
import { text } from '../src/model/message.ts';

/** Whether everybody in this group reads names and addresses of devices: hidden unless an owner says otherwise. */
export const names: Command = {
  name: 'names',
  args: [{ name: 'show', required: true, choices: ['shown', 'hidden'] }],
  role: 'owner',
  async run({ args, call, say }, { store }) {
    if (call.to.group !== true)
      return answer({
        tone: 'info',
        title: say('names.alone.title'),
        blocks: [text(say('names.alone.text'))],
        buttons: [],
      });
    const now = args.show === 'shown' ? 'shown' : 'hidden';
    await store.chats.setShowsNames(call.to, now === 'shown');
    return answer({
      tone: now === 'shown' ? 'good' : 'info',
      title: say(`names.${now}.title`),
      blocks: [text(say(`names.${now}.text`))],
      buttons: [],
    });
  },
};
