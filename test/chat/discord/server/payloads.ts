import { randomBytes } from 'node:crypto';
import { snowflake } from './ids.ts';
import { messageJson, userJson } from './messages.ts';
import type { Channel, Interaction, InteractionKind, JsonObject, Message, User, World } from './world.ts';

const permissions = '2248473465835073';

export function guildJson(world: World, id: string): JsonObject {
  const guild = world.guilds.get(id);
  const channels = [...world.channels.values()].filter((one) => one.guild === id && one.state !== 'gone');
  return {
    id,
    name: guild?.name ?? 'guild',
    owner_id: '100000000000000009',
    icon: null,
    roles: [
      {
        id,
        name: '@everyone',
        permissions,
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
      },
    ],
    emojis: [],
    features: [],
    stickers: [],
    members: [],
    presences: [],
    voice_states: [],
    threads: [],
    stage_instances: [],
    guild_scheduled_events: [],
    channels: channels.map(channelJson),
    member_count: 3,
    large: false,
    unavailable: false,
    joined_at: new Date().toISOString(),
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    preferred_locale: 'en-US',
    system_channel_flags: 0,
  };
}

const channelJson = (channel: Channel): JsonObject => ({
  id: channel.id,
  type: channel.type,
  flags: 0,
  ...(channel.guild === null
    ? {}
    : { guild_id: channel.guild, name: channel.name ?? 'channel', position: 0 }),
  ...(channel.type === 0
    ? { permission_overwrites: [], nsfw: false, parent_id: null }
    : { last_message_id: null }),
});

/** Makes an interaction and what the gateway says of it. `data` is the part that depends on its kind. */
export function makeInteraction(
  world: World,
  given: {
    kind: InteractionKind;
    user: User;
    channel: Channel;
    data: JsonObject;
    message?: Message | undefined;
  },
): { interaction: Interaction; payload: JsonObject } {
  const { kind, user, channel, data, message } = given;
  const now = Date.now();
  const guild = channel.guild === null ? undefined : world.guilds.get(channel.guild);
  const userInstalled = guild !== undefined && !guild.botIsMember;
  const interaction: Interaction = {
    id: snowflake(now),
    token: randomBytes(48).toString('base64url'),
    kind,
    user: user.id,
    channel: channel.id,
    userInstalled,
    madeAt: now,
    agedMs: 0,
    deliveredAt: null,
    answer: null,
    message: message?.id ?? null,
    followUps: 0,
    choices: null,
    modal: null,
    refused: 0,
  };
  world.interactions.set(interaction.id, interaction);
  const person = userJson(world, user.id);
  const payload: JsonObject = {
    id: interaction.id,
    application_id: world.app,
    type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[kind],
    data,
    channel_id: channel.id,
    channel: channelJson(channel),
    token: interaction.token,
    version: 1,
    app_permissions: permissions,
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: userInstalled ? { 1: user.id } : { 0: guild?.id ?? '0' },
    context: guild ? 0 : channel.type === 1 ? 1 : 2,
    attachment_size_limit: 10_485_760,
    ...(guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: memberJson(person),
        }
      : { user: person }),
    ...(message ? { message: messageJson(world, message) } : {}),
  };
  return { interaction, payload };
}

const memberJson = (user: JsonObject): JsonObject => ({
  user,
  nick: null,
  roles: [],
  joined_at: new Date().toISOString(),
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  permissions,
});

/** What the gateway tells of a message that a person wrote, to a bot without the intent MessageContent. */
export function writtenJson(
  world: World,
  given: { user: User; channel: Channel; text: string; replyTo?: Message; quietly?: boolean },
): JsonObject {
  const { user, channel, text, replyTo, quietly = false } = given;
  const isCalled = (id: string) => new RegExp(`<@!?${id}>`).test(text);
  const called = [...world.users.keys()].filter((id) => isCalled(id) || (replyTo?.author === id && !quietly));
  const isShown = channel.guild === null || called.includes(world.bot.id);
  const { user: _, ...member } = memberJson(userJson(world, user.id));
  return {
    id: snowflake(),
    channel_id: channel.id,
    ...(channel.guild === null ? {} : { guild_id: channel.guild, member }),
    author: userJson(world, user.id),
    content: isShown ? text : '',
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: called.map((id) => userJson(world, id)),
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: replyTo ? 19 : 0,
    ...(replyTo
      ? {
          message_reference: { type: 0, message_id: replyTo.id, channel_id: replyTo.channel },
          referenced_message: messageJson(world, replyTo),
        }
      : {}),
  };
}
