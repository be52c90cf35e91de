import { answer, type Command } from '../src/chat/command.ts';
import { fail } from '../src/model/failure.ts';
import { code, text } from '../src/model/message.ts';

/** Joins two accounts of one person: a code here, typed there. */
export const link: Command = {
  name: 'link',
  args: [{ name: 'code', required: false }],
  role: 'anyone',
  async run({ args, call, person, say }, { store }) {
    if (args.code) {
      if (!(await store.people.link(call.account, args.code))) fail({ cause: 'link-wrong' });
      return answer({
        tone: 'good',
        title: say('link.done'),
        blocks: [text(say('link.done.text'))],
        buttons: [],
      });
    }
    if (person.role === null) fail({ cause: 'not-allowed', needs: say('role.viewer') });
    const made = await store.people.openLink(call.account);
    return answer({
      tone: 'info',
      title: say('link.title'),
      blocks: [text(say('link.text')), code(`/link ${made}`)],
      buttons: [],
      private: true,
    });
  },
};
