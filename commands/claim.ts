import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { fail } from '../src/model/failure.ts';
import { text } from '../src/model/message.ts';

/** The first owner proves to be the one who reads the log. */
export const claim: Command = {
  name: 'claim',
  args: [{ name: 'code', required: true }],
  role: 'anyone',
  async run({ call, args, say }, { store }) {
    if (!(await store.people.claim(call.account, call.personName, args.code ?? '')))
      fail({ cause: 'claim-wrong' });
    return answer({
      tone: 'good',
      title: say('claim.title'),
      blocks: [text(say('claim.text'))],
      buttons: [
        button('router add', {}, say('button.add-router'), 'primary'),
        button('router key', {}, say('button.key')),
      ],
    });
  },
};
