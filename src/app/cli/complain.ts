import { explain } from '../../chat/explain.ts';
import { render } from '../../chat/terminal/render.ts';
import { Failed } from '../../model/failure.ts';
import { languageOf } from '../../words/index.ts';
import { calledAs, localeOf } from '../config.ts';

/** Says on stderr what went wrong, what it means and what to do; gives `status`. A bug shows its stack. */
export async function complain(error: unknown, status: number): Promise<number> {
  const look = { colour: false, width: Math.min(process.stderr.columns || 100, 110) };
  if (error instanceof Failed)
    process.stderr.write(`${render(explain(error.failure, languageOf(localeOf()), calledAs()), look)}\n`);
  else
    process.stderr.write(
      `This should not have happened; please report it.\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
  return status;
}
