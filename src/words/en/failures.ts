import type { Cause } from '../../model/failure.ts';
import { botFailures } from './bot-failures.ts';
import { captures } from './captures.ts';
import { routerOs } from './firmware.ts';
import { peopleFailures } from './people-failures.ts';
import { testFailures } from './test-failures.ts';

type Sentence = `failure.${Cause}.${'what' | 'means' | 'todo'}`;

/**
 * What went wrong, per cause of `src/model/failure.ts`: `what` was seen, what it `means`, what to do (`todo`).
 * `failure.<cause>.<field>.<value>` says one value of a field in words; `.none` an empty list.
 */
export const failures = {
  ...botFailures,
  ...captures,
  ...routerOs,
  ...peopleFailures,
  ...testFailures,
  'failure.bug.what': 'Sorry, something went wrong here that should not have',
  'failure.bug.todo':
    'The fault is in the bot, not in what you did. It is in the log under {id}; please pass that id on to whoever runs the bot.',
  'failure.host-key.expected': 'Trusted until now',
  'failure.host-key.got': 'Shown now',

  'failure.address-invalid.what': '“{input}” cannot be read as an address of a router',
  'failure.address-invalid.means':
    'An address is a user, an @ and a host, with a port if it is not 22. Forms that could be read in two ways are not taken.',
  'failure.address-invalid.todo':
    'Examples: root@192.168.1.1 · root@router.lan:2222 · root@[fd00::1] (IPv6 in brackets) · root@[fd00::1]:2222',

  'failure.address-forbidden.what': 'The bot may not connect to {host}',
  'failure.address-forbidden.means':
    'Registered routers have to be in the address ranges the bot’s owner allows; unless set otherwise these are the private ones (10.…, 172.16–31.…, 192.168.…, fc00::/7).',
  'failure.address-forbidden.todo':
    'The address is {address}. If this really is the router, whoever runs the bot can add it to PUSHMEDIC_ALLOW and start it again.',

  'failure.host-unknown.what': 'No address is known for {host}',
  'failure.host-unknown.means': 'The name could not be looked up from the machine the bot runs on.',
  'failure.host-unknown.todo':
    'Check the spelling, or use the router’s IP address; at home it is often 192.168.1.1.',

  'failure.unreachable.what': '{host} cannot be reached on port {port}',
  'failure.unreachable.means': 'The network has no way there ({detail}).',
  'failure.unreachable.todo':
    'Check that the router is on, that the bot’s machine is in its network, and that the address is right.',
  'failure.unreachable.detail.EHOSTUNREACH': 'no machine answers at that address',
  'failure.unreachable.detail.ENETUNREACH': 'there is no route to that network',
  'failure.unreachable.detail.EHOSTDOWN': 'no machine answers at that address',
  'failure.unreachable.detail.EACCES': 'a firewall on the bot’s machine forbids it',
  'failure.unreachable.detail.EPERM': 'a firewall on the bot’s machine forbids it',
  'failure.unreachable.detail.EADDRNOTAVAIL': 'the bot’s machine has no address for it',

  'failure.refused.what': '{host} answers, but nothing listens on port {port}',
  'failure.refused.means':
    'The machine is there and refused the connection: no SSH server runs on that port.',
  'failure.refused.todo':
    'Turn SSH on (OpenWrt: System → Administration → SSH Access) and check the port; another one is given as root@{host}:PORT.',

  'failure.timeout.what': 'The router took too long {stage}',
  'failure.timeout.means':
    'After {seconds} seconds there was no end in sight, so the attempt was broken off.',
  'failure.timeout.todo':
    'It may be busy, starting up, or behind a firewall that drops connections without a word. Try again in a minute; if it stays so, check address and port.',
  'failure.timeout.stage.connect': 'to answer at all',
  'failure.timeout.stage.handshake': 'to agree on an SSH connection',
  'failure.timeout.stage.auth': 'to let the bot log in',
  'failure.timeout.stage.command': 'to answer what was asked',

  'failure.host-key-unknown.what': 'The host key of {host} has not been trusted yet',
  'failure.host-key-unknown.means':
    'The router shows this key. Until a person has said that it is the right one, nothing is sent to it.',
  'failure.host-key-unknown.todo':
    'Register it with /router add NAME USER@HOST, compare the fingerprint and press Trust this key.',

  'failure.host-key-changed.what': '{host} shows another host key than the trusted one',
  'failure.host-key-changed.means':
    'After a reset or a new firmware that is normal. Otherwise another machine may be answering in the router’s place. Nothing was sent to it.',
  'failure.host-key-changed.todo':
    'Compare on the router: ssh-keygen -l or dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key. If the new key is right, send /router add NAME USER@HOST again and press Trust this key.',

  'failure.auth-rejected.what': '{host} did not let the bot log in as {user}',
  'failure.auth-rejected.means':
    'The router does not have the bot’s public key for {user}, or does not allow that login.',
  'failure.auth-rejected.todo':
    'Send /router key (or run {call} key) and paste the line it shows on the router; on OpenWrt it belongs in /etc/dropbear/authorized_keys.',

  'failure.no-common-algorithm.what': '{host} and the bot have no way of encryption in common',
  'failure.no-common-algorithm.means': 'The router offers only: {detail}. That is too old to be safe.',
  'failure.no-common-algorithm.todo': 'Update the router’s firmware, or at least its SSH server (dropbear).',

  'failure.not-ssh.what': 'What answers on {host} port {port} is not SSH',
  'failure.not-ssh.means': 'It said: {detail}',
  'failure.not-ssh.todo':
    'Probably the port is another service’s, such as the web page. Give the SSH port: root@{host}:PORT.',

  'failure.connection-lost.what': 'The connection to the router broke',
  'failure.connection-lost.means': 'It ended before everything was said ({detail}).',
  'failure.connection-lost.todo':
    'Try again. If it happens each time, see whether the router restarts or limits connections (logread on the router).',
  'failure.connection-lost.detail.closed': 'it was closed here',
  'failure.connection-lost.detail.closed-by-router': 'the router closed it',
  'failure.connection-lost.detail.closed-at-once':
    'the router closed it at once; often it has too many logins open',
  'failure.connection-lost.detail.no-answer': 'the router stopped answering',
  'failure.connection-lost.detail.cancelled': 'it was cancelled',
  'failure.connection-lost.detail.ECONNRESET': 'the router reset it',
  'failure.connection-lost.detail.EPIPE': 'the router closed it',
  'failure.connection-lost.detail.ETIMEDOUT': 'the router stopped answering',

  'failure.output-too-large.what': 'The router sent far more than was asked for',
  'failure.output-too-large.means':
    'Reading was stopped after {limitBytes, number} bytes, so there is no result.',
  'failure.output-too-large.todo':
    'Log in by hand and see whether the login shell prints without end (/etc/profile), then try again.',

  'failure.not-a-router.what': 'What answered does not look like a Linux router',
  'failure.not-a-router.means': 'Commands are not run there as a Linux shell would. It said: {seen}',
  'failure.not-a-router.todo':
    'Pushmedic needs a Linux router (OpenWrt and its kin) with a shell login. Check the address, and that the user’s shell is /bin/ash or /bin/sh.',

  'failure.key-file.what': 'The SSH key in {path} cannot be used',
  'failure.key-file.means': 'The file {detail}',
  'failure.key-file.todo':
    'PUSHMEDIC_KEY_FILE has to name a private key without a passphrase, in OpenSSH or PEM format. Without that setting the bot makes a key of its own.',
  'failure.key-file.detail.missing': 'is not there.',
  'failure.key-file.detail.denied': 'may not be read or written by the bot’s user: chown or chmod it.',
  'failure.key-file.detail.no-file': 'is not a file but a folder or a device.',
  'failure.key-file.detail.encrypted':
    'is locked with a passphrase, which nobody could type here. A copy without one: ssh-keygen -p -N "" -f COPY',
  'failure.key-file.detail.public': 'holds the public half. The private one has the same name without .pub.',
  'failure.key-file.detail.dropbear':
    'is in dropbear’s own format. Convert it: dropbearconvert dropbear openssh FILE NEWFILE',
  'failure.key-file.detail.type': 'holds a DSA key, which no router takes any more. Use ed25519 or RSA.',
  'failure.key-file.detail.format':
    'holds no private key that can be read. It may be damaged, empty or another kind of file.',
  'failure.key-file.detail.ENOSPC': 'could not be written: the disk is full.',
  'failure.key-file.detail.EROFS': 'could not be written: the file system is read-only.',

  'failure.router-unknown.what': 'No router is called “{name}”',
  'failure.router-unknown.means': 'Registered: {known}',
  'failure.router-unknown.todo': 'Use one of these names, or add the router: /router add NAME USER@HOST',
  'failure.router-unknown.known.none': 'none yet',

  'failure.router-gone.what': 'That router is not registered any more',
  'failure.router-gone.means': 'It was removed in the meantime, so nothing was done.',
  'failure.router-gone.todo': '/router list shows which ones there are.',

  'failure.router-exists.what': 'A router called “{name}” exists already',
  'failure.router-exists.means':
    'At that address another router answers: it shows another host key. A name stands for one router.',
  'failure.router-exists.todo': 'Choose another name, or first send /router remove {name}',

  'failure.router-name.what': '“{name}” cannot be a router’s name',
  'failure.router-name.means':
    'A name has up to 32 letters, digits, - and _, and starts with a letter or digit.',
  'failure.router-name.todo': 'For example: /router add home root@192.168.1.1',

  'failure.router-unnamed.what': 'Which router?',
  'failure.router-unnamed.means': 'Several are registered: {known}',
  'failure.router-unnamed.todo': 'Add the name to the command.',

  'failure.no-router.what': 'No router is registered yet',
  'failure.no-router.means': 'There is nothing to look at so far.',
  'failure.no-router.todo': 'Press Add a router, or type its address here, for example root@192.168.1.1',

  'failure.command-unknown.what': 'There is no command “{name}”',
  'failure.command-unknown.means': 'Nothing was done.',
  'failure.command-unknown.todo': '/help lists what there is.',

  'failure.press-gone.what': 'This button is too old',
  'failure.press-gone.means': 'What it stood for is no longer kept. Nothing was done.',
  'failure.press-gone.todo': 'Send the command again for a fresh one.',

  'failure.plan-gone.what': 'This plan is no longer valid',
  'failure.plan-gone.means': 'It is too old, was cancelled, or its router was removed. Nothing was changed.',
  'failure.plan-gone.todo': 'Send /fix for a fresh one.',

  'failure.plan-taken.what': 'This plan is already being carried out, or was',
  'failure.plan-taken.means': 'A plan runs once, however often and by however many people it is pressed.',
  'failure.plan-taken.todo': '/status shows what is applied now.',

  'failure.plan-stale.what': 'The router’s rules have changed since this plan was made',
  'failure.plan-stale.means':
    'The steps that were shown may no longer fit, so none was run. Nothing was changed.',
  'failure.plan-stale.todo': 'Send /fix: it looks again and shows fresh steps.',

  'failure.router-busy.what': 'Something else is being done on {router}',
  'failure.router-busy.means': 'Changes to one router happen one after the other.',
  'failure.router-busy.todo': 'Try again in a minute.',

  'failure.step-failed.what': 'A step did not succeed: {step}',
  'failure.step-failed.means': '{untouched}',
  'failure.step-failed.todo': 'If what the router said names a reason, see to it and try again.',
  'failure.step-failed.untouched.true': 'Nothing was changed on the router.',
  'failure.step-failed.untouched.false':
    'The router’s own timer takes back whatever was changed before, unless the answer already says it is done.',
  'failure.step-failed.said.caption': 'the router said',

  'failure.nothing-to-revert.what': 'There is nothing of ours on {router}',
  'failure.nothing-to-revert.means':
    'No rule, file or setting made by this bot was found, so nothing was changed.',
  'failure.nothing-to-revert.todo': 'Nothing needs to be done.',

  'failure.not-allowed.what': 'You do not have the right to do that here',
  'failure.not-allowed.means': 'It takes the role: {needs}.',
  'failure.not-allowed.todo': 'An owner of this bot can give it with /allow.',

  'failure.usage.what': 'Something is missing in that command, or does not fit',
  'failure.usage.means': 'It is written like this: {usage}',
  'failure.usage.todo': '/help explains all commands.',
} as const satisfies Record<Sentence, string> & Record<string, string>;
