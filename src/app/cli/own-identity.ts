import { join } from 'node:path';
import { ensureIdentity, type Identity, loadIdentity } from '../../ssh/identity.ts';
import type { Config } from '../config.ts';

/** The bot's own key: the configured file, or one made in the data directory on first start. */
export const ownIdentity = (config: Pick<Config, 'keyFile' | 'dataDir'>): Promise<Identity> =>
  config.keyFile ? loadIdentity(config.keyFile) : ensureIdentity(join(config.dataDir, 'id_ed25519'));
