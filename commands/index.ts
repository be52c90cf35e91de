import type { Command } from '../src/command.ts';
import { allow } from './allow.ts';
import { apply } from './apply.ts';
import { cancel } from './cancel.ts';
import { check } from './check.ts';
import { claim } from './claim.ts';
import { cure } from './cure.ts';
import { deny } from './deny.ts';
import { details } from './details.ts';
import { diagnose } from './diagnose.ts';
import { digest } from './digest.ts';
import { fix } from './fix.ts';
import { forget } from './forget.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { language } from './language.ts';
import { late } from './late.ts';
import { link } from './link.ts';
import { mute } from './mute.ts';
import { names } from './names.ts';
import { quiet } from './quiet.ts';
import { revert } from './revert.ts';
import { routerAdd } from './router-add.ts';
import { routerKey } from './router-key.ts';
import { routerList } from './router-list.ts';
import { routerRemove } from './router-remove.ts';
import { seen } from './seen.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { trust } from './trust.ts';
import { undo } from './undo.ts';
import { watch } from './watch.ts';

/** Every command, in the order menus show them. */
export const commands = [
  diagnose,
  fix,
  revert,
  watch,
  digest,
  quiet,
  names,
  status,
  routerAdd,
  routerList,
  routerRemove,
  routerKey,
  history,
  claim,
  allow,
  deny,
  link,
  language,
  help,
  cancel,
  late,
  apply,
  undo,
  details,
  mute,
  seen,
  cure,
  check,
  trust,
  forget,
  start,
] as const satisfies readonly Command[];
