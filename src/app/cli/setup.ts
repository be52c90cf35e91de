import { userInfo } from 'node:os';
import { localAccount } from '../../chat/terminal/terminal.ts';
import { trustRouter } from '../../chat/trust-router.ts';
import { fail } from '../../model/failure.ts';
import { type Router, routerName, type Target } from '../../model/router.ts';
import { formatTarget } from '../../ssh/address.ts';
import type { Store } from '../../store/store.types.ts';
import type { Say } from '../../words/words.ts';
import { calledAs } from '../config.ts';
import { besideBot, tellBotConfig } from './beside-bot.ts';
import { plansOf } from './cure.ts';
import { gateway } from './gateway.ts';
import { letIn } from './let-in.ts';
import { lookOver, reportOn } from './look.ts';
import { botIdentity } from './own-identity.ts';
import { show } from './show.ts';
import { confirm, nextLine } from './way-in/stdin.ts';
import { type Reached, type Visit, type WayIn, withRouter } from './with-router.ts';

export interface SetupCall extends Omit<WayIn, 'jump'> {
  /** What the bot is to call the router. */
  name?: string;
  /** The host key of a router that is new to the bot is taken without a question. */
  yes?: boolean;
}

const tell = (line: string) => process.stderr.write(`${line}\n`);

/** Where the router is: asked on a terminal, with this network's way out as the answer that is likely. */
async function askForRouter(say: Say): Promise<string> {
  const likely = await gateway();
  if (!process.stdin.isTTY) return fail({ cause: 'usage', usage: `${calledAs()} setup USER@HOST` });
  process.stderr.write(
    likely === null ? say('setup.address') : say('setup.address.likely', { address: likely }),
  );
  const typed = (await nextLine())?.trim() ?? '';
  return typed === '' && likely !== null ? likely : typed;
}

/** The host key is shown, and nothing more is sent before a person says that it is the router's. */
const settling = (known: readonly Router[], { yes = false }: SetupCall): Visit => ({
  asBot: true,
  async settle({ target }, trusted, say) {
    const { hostKey, isKnown } = trusted;
    const address = formatTarget(target);
    const before = known.find((router) => formatTarget(router) === address)?.hostKey;
    tell(say('setup.host-key', { address, ...hostKey }));
    if (before?.sha256 === hostKey.sha256) tell(say('setup.host-key.trusted'));
    else if (before) tell(say('setup.host-key.changed', before));
    else if (isKnown) tell(say('setup.host-key.known'));
    else tell(say('setup.host-key.compare'));
    const isSettled = before ? before.sha256 === hostKey.sha256 : isKnown || yes;
    if (isSettled || (await confirm(say('setup.host-key.ask')))) return { hostKey, isKnown: true };
    tell(say('setup.left'));
    return fail({ cause: 'host-key-unknown', host: target.host, got: hostKey });
  },
});

/** What the router is called from now on: as it was, as was asked, else the first that is free. */
function nameFor(target: Target, known: readonly Router[], asked: string | undefined): string {
  const same = known.find((router) => formatTarget(router) === formatTarget(target));
  if (same !== undefined) return same.name;
  const bare = target.host.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  const names = asked === undefined ? ['home', `router-${bare}`.slice(0, 32)] : [asked];
  const wrong = names.find((name) => !routerName.test(name));
  if (wrong !== undefined) return fail({ cause: 'router-name', name: wrong });
  const taken = known.map(({ name }) => name.toLowerCase());
  const free = names.find((name) => !taken.includes(name.toLowerCase()));
  return free ?? fail({ cause: 'router-exists', name: names.at(-1) ?? '' });
}

/** Registers the router as one that the bot's owner trusts. */
async function register(store: Store, { target, connect }: Reached, name: string) {
  const owner = (await store.people.list()).find(({ role }) => role === 'owner')?.id ?? localAccount;
  const by = { owner, account: localAccount, personName: userInfo().username };
  const { hostKey } = connect;
  if (hostKey !== null) await trustRouter(store, { name, target, hostKey }, by, Date.now());
}

/**
 * `pushmedic setup`, on the bot's machine: the host key confirmed, the bot's key put on the router and tried, the router
 * registered, a first diagnosis. A password lives as long as the login it is for.
 */
export async function runSetup(typed: string | undefined, call: SetupCall): Promise<void> {
  const bot = tellBotConfig();
  const { config, say } = bot;
  const identity = await botIdentity(bot);
  await besideBot(bot, { mayStart: true }, async (store) => {
    const known = await store.routers.list();
    const address = typed ?? (await askForRouter(say));
    const use = async (reached: Reached) => {
      const name = nameFor(reached.target, known, call.name);
      await letIn(reached, identity, config, say);
      await register(store, reached, name);
      tell(say('setup.registered', { name }));
      const { judgement, ...looked } = await lookOver(reached, say);
      reached.screen.end();
      const offers = plansOf({ judgement, ...looked }).map(({ offer }) => offer);
      show({ ...reportOn(judgement, offers, name, say), buttons: [] }, config);
      tell(say('setup.next', { name }));
    };
    await withRouter(address, call, config, say, use, settling(known, call));
  });
}
