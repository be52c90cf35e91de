import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { languageSchema, languages } from '../src/model/language.ts';
import { text } from '../src/model/message.ts';
import { speak } from '../src/words/words.ts';

/** Which language the bot speaks with this person; without an argument, which it is. */
export const language: Command = {
  name: 'language',
  args: [{ name: 'language', required: false, choices: languages }],
  role: 'anyone',
  async run({ args, call, say }, { store }) {
    if (args.language === undefined)
      return answer({
        tone: 'info',
        title: say('set.language.title'),
        blocks: [],
        buttons: languages
          .filter((one) => one !== say.language)
          .map((one) => button('language', { language: one }, speak(one)(`choice.${one}`))),
      });
    const chosen = languageSchema.parse(args.language);
    await store.people.setLanguage(call.account, chosen);
    const spoken = speak(chosen);
    return answer({
      tone: 'good',
      title: spoken('language.title'),
      blocks: [text(spoken('language.text'))],
      buttons: [],
    });
  },
};
