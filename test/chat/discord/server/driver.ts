import { until } from '../../until.ts';
import type { Gateway } from './gateway.ts';
import { flag, flatten } from './message-rules.ts';
import { userJson } from './messages.ts';
import { makeInteraction, writtenJson } from './payloads.ts';
import { asList, asObject, asText } from './schema.ts';
import type { Channel, Interaction, JsonObject, Message, User, World } from './world.ts';

/** What people do in the client: type, press, fill in. It offers what the client would offer, and no more. */
export function makeDriver(world: World, gateway: () => Gateway) {
  function happen(given: Parameters<typeof makeInteraction>[1]): Interaction {
    const { interaction, payload } = makeInteraction(world, given);
    gateway().dispatch('INTERACTION_CREATE', payload, () => {
      interaction.deliveredAt ??= Date.now();
    });
    return interaction;
  }

  /** The registered command and its option list for `router add`. */
  function registered(
    channel: Channel,
    name: string,
  ): { command: JsonObject; options: JsonObject[]; sub: string | null } {
    const [first = '', sub = null] = name.split(' ');
    const context = channel.guild !== null ? 0 : channel.type === 1 ? 1 : 2;
    const local = channel.guild === null ? [] : (world.commands.get(channel.guild) ?? []);
    const offered = [...local, ...(world.commands.get('global') ?? [])].filter(
      (one) => one.guild_id !== undefined || asList(one.contexts).includes(context),
    );
    const found = offered.filter((one) => one.name === first);
    const command = found[0];
    if (!command) throw new Error(`/${name} is not offered here`);
    if (found.length > 1) world.violate('command', `/${name} shows twice`);
    const options = asList(command.options).map(asObject);
    if (sub === null) return { command, options, sub };
    const part = options.find((one) => one.type === 1 && one.name === sub);
    if (!part) throw new Error(`/${name} is not offered here`);
    return { command, options: asList(part.options).map(asObject), sub };
  }

  function commandData(
    channel: Channel,
    name: string,
    typed: Record<string, string>,
    focused?: string,
  ): JsonObject {
    const { command, options, sub } = registered(channel, name);
    for (const option of options) {
      const value = typed[asText(option.name)];
      if (option.required === true && value === undefined && focused === undefined)
        throw new Error(`/${name} cannot be sent without ${asText(option.name)}`);
      const choices = asList(option.choices).map((choice) => asObject(choice).value);
      if (value !== undefined && choices.length > 0 && !choices.includes(value))
        throw new Error(`/${name}: ${value} is not among the choices`);
    }
    const known = new Map(options.map((option) => [asText(option.name), option.type ?? 3]));
    const values = Object.entries(typed).map(([key, value]) => {
      const type = known.get(key);
      if (type === undefined) throw new Error(`/${name} has no option ${key}`);
      // The client lets people pick from those it knows.
      if (type === 6 && !world.users.has(value)) throw new Error(`/${name}: ${value} is nobody`);
      return { type, name: key, value, ...(key === focused ? { focused: true } : {}) };
    });
    const picked = values.filter(({ type }) => type === 6).map(({ value }) => value);
    const users = Object.fromEntries(picked.map((id) => [id, userJson(world, id)]));
    const nested = sub === null ? values : [{ type: 1, name: sub, options: values }];
    const resolved = picked.length > 0 ? { resolved: { users } } : {};
    return { id: asText(command.id), name: asText(command.name), type: 1, options: nested, ...resolved };
  }

  return {
    /**
     * Writes a message. Its content reaches the bot where it is mentioned, replied to (`quietly`: without the mention
     * that a reply is, unless that is switched off) or written to in private; else it comes empty, as without the intent
     * MessageContent.
     */
    write(
      user: User,
      channel: Channel,
      text: string,
      how: { replyTo?: Message; quietly?: boolean } = {},
    ): void {
      gateway().dispatch('MESSAGE_CREATE', writtenJson(world, { user, channel, text, ...how }));
    },
    typeCommand(user: User, channel: Channel, name: string, typed: Record<string, string> = {}): Interaction {
      return happen({ kind: 'command', user, channel, data: commandData(channel, name, typed) });
    },
    /** What the client shows while `focused` is typed. */
    async autocomplete(
      user: User,
      channel: Channel,
      name: string,
      typed: Record<string, string>,
      focused: string,
    ): Promise<{ name: string; value: string }[]> {
      const option = registered(channel, name).options.find((one) => one.name === focused);
      if (option?.autocomplete !== true) throw new Error(`${focused} of /${name} does not complete`);
      const data = commandData(channel, name, typed, focused);
      const interaction = happen({ kind: 'autocomplete', user, channel, data });
      return until('completion', () => interaction.choices);
    },
    /** A press, also of a button that is there no more (`force`): an old client may still show it. */
    press(user: User, message: Message, customId: string, { force = false } = {}): Interaction {
      const button = flatten(message.components).find((one) => one.custom_id === customId);
      if (!button && !force) throw new Error('no such button');
      if (message.only !== null && message.only !== user.id) throw new Error('not visible to this person');
      const channel = world.channels.get(message.channel);
      if (!channel) throw new Error('no such channel');
      const data = { custom_id: customId, component_type: 2, id: 1 };
      return happen({ kind: 'component', user, channel, data, message });
    },
    /** Sends the form that `opened` showed. */
    submitModal(user: User, opened: Interaction, typed: Record<string, string>): Interaction {
      const modal = opened.modal;
      const channel = world.channels.get(opened.channel);
      if (!modal || !channel) throw new Error('no form is open');
      const components = asList(modal.components).map((part) => {
        const input = asObject(asObject(part).component);
        const id = asText(input.custom_id);
        const value = typed[id] ?? asText(input.value);
        if (input.required === true && value === '') throw new Error(`${id} is required`);
        return { type: 18, id: 1, component: { type: 4, id: 2, custom_id: id, value } };
      });
      const data = { custom_id: asText(modal.custom_id), components };
      return happen({ kind: 'modal', user, channel, data });
    },
    /** The message that answers an interaction, once it says something. */
    answer: (interaction: Interaction): Promise<Message> =>
      until('an answer', () => {
        const message = world.messages.get(interaction.message ?? '');
        return message && (message.flags & flag.loading) === 0 ? message : null;
      }),
    /** The message when it says `wanted`. */
    message: (what: string, wanted: (message: Message) => boolean): Promise<Message> =>
      until(what, () => [...world.messages.values()].find((one) => !one.deleted && wanted(one))),
    acknowledged: (interaction: Interaction): Promise<{ type: number; at: number }> =>
      until('the first answer', () => interaction.answer),
  };
}
