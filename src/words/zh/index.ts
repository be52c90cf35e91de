import { chat } from './chat.ts';
import { cli } from './cli.ts';
import { contradictions } from './contradictions.ts';
import { cure } from './cure.ts';
import { discord } from './discord.ts';
import { failures } from './failures.ts';
import { findings } from './findings.ts';
import { firmware } from './firmware.ts';
import { host } from './host.ts';
import { network } from './network.ts';
import { people } from './people.ts';
import { pushTest } from './push-test.ts';
import { remarks } from './remarks.ts';
import { remedies } from './remedies.ts';
import { report } from './report.ts';
import { setup } from './setup.ts';
import { telegram } from './telegram.ts';
import { unreachable } from './unreachable.ts';
import { watch } from './watch.ts';
import { ways } from './ways.ts';
import { zones } from './zones.ts';

export const zh = {
  ...chat,
  ...cli,
  ...contradictions,
  ...cure,
  ...discord,
  ...failures,
  ...findings,
  ...firmware,
  ...host,
  ...network,
  ...people,
  ...pushTest,
  ...remedies,
  ...remarks,
  ...report,
  ...setup,
  ...telegram,
  ...unreachable,
  ...watch,
  ...ways,
  ...zones,
};
