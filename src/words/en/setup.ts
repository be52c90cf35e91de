/** `pushmedic setup`: the bot's key on a router, step by step. */
export const setup = {
  'setup.address': 'Where is the router? USER@HOST, for example root@192.168.1.1: ',
  'setup.address.likely':
    'Where is the router? Enter for {address}, which this network goes through, or USER@HOST: ',
  'setup.host-key': '{address} shows this host key:\n  {type} {sha256}',
  'setup.host-key.known': 'It is the one in your known_hosts.',
  'setup.host-key.trusted': 'It is the one the bot trusts already.',
  'setup.host-key.changed':
    'Until now the bot trusted another one:\n  {type} {sha256}\nAfter a reset or a new firmware that is normal; otherwise another machine may be answering in the router’s place.',
  'setup.host-key.compare':
    'On the router itself (serial console, LuCI’s terminal) this shows it: dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key, or with OpenSSH: ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub',
  'setup.host-key.ask': 'Is this the router’s key? [y/N]',
  'setup.left': 'Nothing was sent to it. (--yes takes the key of a new router without this question.)',
  'setup.step': 'putting the bot’s key on the router',
  'setup.key.added':
    'The bot’s key is on the router: one line in {file}, which ends in “pushmedic”. Take that line out, and the bot is out.',
  'setup.key.present': 'The bot’s key was on the router already, in {file}.',
  'setup.login': 'The bot’s key was let in over a new connection.',
  'setup.login.taken-back': 'The bot’s key was not let in, so the line was taken out of {file} again.',
  'setup.login.failed':
    'The bot’s key stands in {file} and was not let in all the same. Options in front of it may forbid that, or the router reads another file.',
  'setup.registered': 'The bot knows this router as “{name}”.\n',
  'setup.next': 'Next, in the chat: /diagnose {name}',
} as const;
