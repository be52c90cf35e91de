import { answer, type Command } from '../src/chat/command.ts';
import { languageSchema, languages } from '../src/model/language.ts';
import { text } from '../src/model/message.ts';
import { speak } from '../src/words/words.ts';

export const language: Command = {
  name: 'language',
  args: [{ name: 'language', required: true, choices: languages }],
  role: 'anyone',
  async run({ args, call }, { store }) {
    const chosen = languageSchema.parse(args.language);
    await store.people.setLanguage(call.account, chosen);
    const say = speak(chosen);
    return answer({
      tone: 'good',
      title: say('language.title'),
      blocks: [text(say('language.text'))],
      buttons: [],
    });
  },
};
