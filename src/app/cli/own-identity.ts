import { join } from 'node:path';
import { ensureIdentity, type Identity, loadIdentity } from '../../ssh/identity.ts';
import type { BotConfig, Config } from '../config.ts';

const made = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'id_ed25519');

/** The bot's own key: the configured file, or one made in the data directory on first start. */
export const ownIdentity = (config: Pick<Config, 'keyFile' | 'dataDir'>): Promise<Identity> =>
  config.keyFile ? loadIdentity(config.keyFile) : ensureIdentity(made(config));

/** The same for a call beside the bot. A service makes its key itself: one that somebody else made would not be its own. */
export const botIdentity = ({ config, service }: BotConfig): Promise<Identity> =>
  service ? loadIdentity(config.keyFile ?? made(config)) : ownIdentity(config);
