import type { Command } from '../src/chat/command.ts';
import { allow } from './allow.ts';
import { admit } from './buttons/admit.ts';
import { apply } from './buttons/apply.ts';
import { check } from './buttons/check.ts';
import { cure } from './buttons/cure.ts';
import { details } from './buttons/details.ts';
import { forget } from './buttons/forget.ts';
import { ignore } from './buttons/ignore.ts';
import { login } from './buttons/login.ts';
import { mute } from './buttons/mute.ts';
import { person } from './buttons/person.ts';
import { saw } from './buttons/saw.ts';
import { seen } from './buttons/seen.ts';
import { steps } from './buttons/steps.ts';
import { stop } from './buttons/stop.ts';
import { testPhone } from './buttons/test-phone.ts';
import { trust } from './buttons/trust.ts';
import { undo } from './buttons/undo.ts';
import { watchThis } from './buttons/watch-this.ts';
import { which } from './buttons/which.ts';
import { zone } from './buttons/zone.ts';
import { cancel } from './cancel.ts';
import { claim } from './claim.ts';
import { deny } from './deny.ts';
import { diagnose } from './diagnose.ts';
import { digest } from './digest.ts';
import { fix } from './fix.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { language } from './language.ts';
import { late } from './late.ts';
import { link } from './link.ts';
import { names } from './names.ts';
import { people } from './people.ts';
import { quiet } from './quiet.ts';
import { report } from './report.ts';
import { revert } from './revert.ts';
import { routerAdd } from './router-add.ts';
import { routerKey } from './router-key.ts';
import { routerList } from './router-list.ts';
import { routerRemove } from './router-remove.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { test } from './test.ts';
import { watch } from './watch.ts';

/** Every command, in the order menus show them. */
export const commands = [
  diagnose,
  fix,
  revert,
  test,
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
  report,
  people,
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
  saw,
  steps,
  stop,
  testPhone,
  cure,
  check,
  trust,
  forget,
  admit,
  ignore,
  person,
  zone,
  login,
  watchThis,
  which,
  start,
] as const satisfies readonly Command[];
