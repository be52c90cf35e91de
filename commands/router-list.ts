import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';
import { formatTarget } from '../src/ssh/address.ts';
import { listPage, pageArg } from './shared/list-pages.ts';

export const routerList: Command = {
  name: 'router list',
  args: [pageArg],
  role: 'viewer',
  async run({ args, say }, { store }) {
    const routers = await store.routers.list();
    if (routers.length === 0) {
      return answer({
        tone: 'info',
        title: say('routers.none'),
        blocks: [text(say('routers.add'))],
        buttons: [button('router add', {}, say('button.add-router'), 'primary')],
      });
    }
    const to = (page: string, label: string) => button('router list', { page }, label);
    const { items, of, turns } = listPage(routers, args.page, to, say);
    return answer({
      tone: 'info',
      title: say('routers.title', { n: routers.length }) + of,
      blocks: items.map(({ name, hostKey, ...target }) => ({
        kind: 'fields',
        fields: [
          { name, value: formatTarget(target) },
          {
            name: say('routers.key'),
            value: hostKey ? `${hostKey.type} ${hostKey.sha256}` : say('routers.untrusted'),
          },
        ],
      })),
      buttons: turns,
      private: true,
    });
  },
};
