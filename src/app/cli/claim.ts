import { besideBot, tellBotConfig } from './beside-bot.ts';

/** `pushmedic claim`: a fresh code on standard output. Exit status 1 where somebody owns the bot already. */
export async function runClaim(): Promise<void> {
  const bot = tellBotConfig();
  const { say } = bot;
  await besideBot(bot, { mayStart: false }, async ({ people }) => {
    const code = await people.openClaim();
    if (code !== null) {
      process.stderr.write(`${say('cli.claim')}\n`);
      process.stdout.write(`/claim ${code}\n`);
      return;
    }
    const owners = (await people.list()).filter(({ role }) => role === 'owner');
    const names = owners.map(({ name, id }) => `${name} (${id})`).join(', ');
    process.stderr.write(`${say('cli.claim.owned', { names })}\n`);
    process.exitCode = 1;
  });
}
