import { answer, type Command } from '../../src/chat/command.ts';
import { text } from '../../src/model/message.ts';
import { readPerson } from '../shared/person.ts';
import { calledBy } from '../shared/welcome.ts';

/** What **Ignore** under a stranger's request stands for. */
export const ignore: Command = {
  name: 'ignore',
  args: [{ name: 'person', required: true }],
  role: 'owner',
  hidden: true,
  async run({ args, call, say }, { store }) {
    const account = readPerson(args.person ?? '', call.to.platform);
    const request = await store.requests.get(account);
    await store.requests.ignore(account);
    return answer({
      tone: 'info',
      title: say('ignore.title', { name: calledBy({ name: request?.name ?? account }, account) }),
      blocks: [text(say('ignore.text'))],
      buttons: [],
    });
  },
};
