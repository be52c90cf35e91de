import { phonesBehind } from '../../src/chat/choose.ts';
import { answer, type Command } from '../../src/chat/command.ts';
import { choosePhone } from '../../src/notices/messages/choose-phone.ts';
import { findRouter } from '../shared/find-router.ts';
import { lookForPhones, testOneOf, testThis } from '../shared/test-phone.ts';

/**
 * What **Test a notification** stands for, and the phones to choose from: `/test` of one router. It is answered beside
 * the message it stands under, which stays as it is; `here`: in its place. `choose`: which phone is asked anew.
 */
export const testPhone: Command = {
  name: 'test-phone',
  args: [
    { name: 'router', required: true },
    { name: 'phone', required: false },
    { name: 'how', required: false, choices: ['here', 'choose'] },
  ],
  role: 'operator',
  hidden: true,
  async run(ask, context) {
    const { args, say } = ask;
    const router = await findRouter(args.router, context);
    const seen = await phonesBehind([router], context.store);
    const phone = seen.find((one) => one.phone.key === args.phone);
    const apart = args.how !== 'here';
    if (phone) return { ...(await testThis(phone, ask, context)), apart };
    if (seen.length === 0) return { ...lookForPhones(router, ask), apart };
    if (args.how === 'choose') return { ...answer(choosePhone(seen, say)), apart };
    return { ...(await testOneOf(seen, ask, context)), apart };
  },
};
