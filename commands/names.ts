import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';

/** Whether everybody in this group reads names and addresses of devices: hidden unless an owner says otherwise. */
export const names: Command = {
  name: 'names',
  args: [{ name: 'show', required: false, choices: ['shown', 'hidden'] }],
  role: 'owner',
  async run({ args, call, say }, { store }) {
    if (call.to.group !== true)
      return answer({
        tone: 'info',
        title: say('names.alone.title'),
        blocks: [text(say('names.alone.text'))],
        buttons: [],
      });
    if (args.show === undefined) {
      const is = (await store.chats.showsNames(call.to)) ? 'shown' : 'hidden';
      const other = is === 'shown' ? 'hidden' : 'shown';
      return answer({
        tone: 'info',
        title: say(`set.names.${is}`),
        blocks: [text(say('set.names.text'))],
        buttons: [button('names', { show: other }, say(`choice.${other}`))],
      });
    }
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
