import { answer, type Command } from '../src/chat/command.ts';
import { text } from '../src/model/message.ts';
import { formatTarget } from '../src/ssh/address.ts';

export const routerList: Command = {
  name: 'router list',
  args: [],
  role: 'viewer',
  async run({ say }, { store }) {
    const routers = await store.routers.list();
    if (routers.length === 0) {
      return answer({
        tone: 'info',
        title: say('routers.none'),
        blocks: [text(say('routers.add'))],
        buttons: [],
      });
    }
    return answer({
      tone: 'info',
      title: say('routers.title', { n: routers.length }),
      blocks: routers.map((router) => ({
        kind: 'fields',
        fields: [
          { name: router.name, value: formatTarget(router) },
          {
            name: say('routers.key'),
            value: router.hostKey
              ? `${router.hostKey.type} ${router.hostKey.sha256}`
              : say('routers.untrusted'),
          },
        ],
      })),
      buttons: [],
      private: true,
    });
  },
};
