import type { Handlers } from '../src/queue/handler.ts';
import { apply } from './apply.ts';
import { diagnose } from './diagnose.ts';
import { login } from './login.ts';
import { prove } from './prove.ts';
import { register } from './register.ts';
import { report } from './report.ts';
import { revert } from './revert.ts';
import { answered } from './steps/answered.ts';
import { test } from './test.ts';
import { watch } from './watch.ts';

/** What a worker can do: one handler for each kind of job. */
export const handlers = {
  apply: answered(apply),
  diagnose: answered(diagnose),
  login: answered(login),
  prove: answered(prove),
  register: answered(register),
  report: answered(report),
  revert: answered(revert),
  test: answered(test),
  watch: answered(watch),
} satisfies Handlers;
