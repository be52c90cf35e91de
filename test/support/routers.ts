import type { ServerChannel } from 'ssh2';
import { serveSsh } from '../../src/demo/server.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { printedAgain, storedCapture } from './captures.ts';

/**
 * Many routers in one process of their own, each an SSH server on loopback that answers a look with what an OpenWrt
 * said and plays the watching loop: a heartbeat line every 28 s, and where it is `busy` three phones whose connections
 * are offloaded, count down, go and come back every ten minutes.
 */
const [count = '0', publicLine = '', busyShare = '1'] = process.argv.slice(2);
const capture = storedCapture('routers/openwrt-21.02-fw3-offloaded');
const upS = 100_000;
const startedMs = Date.now();
const nowS = () => (upS + (Date.now() - startedMs) / 1000).toFixed(2);

const line = (phone: number, state: string, flag: string) =>
  `ipv4     2 tcp      6 ${state}src=192.168.1.${100 + phone} dst=17.57.144.10 sport=${40_000 + phone} dport=5223 packets=18 bytes=1000 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=${40_000 + phone} packets=10 bytes=616 ${flag}mark=0 zone=0 use=2`;

/** What a phone's connection does, seconds into its ten minutes. */
function acts(phone: number, say: (text: string) => void): readonly (readonly [number, () => void])[] {
  const near = () =>
    `n 192.168.1.${100 + phone} dev br-lan lladdr 5a:11:22:33:44:${(16 + phone).toString(16)} REACHABLE`;
  let leftS = '';
  return [
    [0, () => say(`+ ${line(phone, '', '[OFFLOAD] ')}\n${near()}`)],
    [30, () => say(`+ ${line(phone, '119 ESTABLISHED ', '')}\n${near()}`)],
    [145, () => (leftS = nowS())],
    [
      155,
      () =>
        say(`- ${leftS} ${(Number(leftS) + 5).toFixed(2)} ${line(phone, '4 ESTABLISHED ', '')}\n${near()}`),
    ],
  ];
}

function play(nonce: string, busy: boolean, channel: ServerChannel): void {
  let before = '-';
  let saidMs = Date.now();
  const say = (text: string) => {
    const at = nowS();
    channel.write(
      `${[`t ${at} ${before}`, ...text.split('\n'), '.'].map((each) => `${nonce} ${each}`).join('\n')}\n`,
    );
    before = at;
    saidMs = Date.now();
  };
  say('b 6a1c2f3e-0000-4000-8000-000000000000');
  const timers = new Set<NodeJS.Timeout>();
  timers.add(setTimeout(() => say('s'), 5_000));
  timers.add(
    setInterval(() => {
      if (Date.now() - saidMs < 28_000) return;
      channel.write(`${nonce} h ${nowS()}\n`);
      saidMs = Date.now();
    }, 5_000),
  );
  // Each phone somewhere in its ten minutes.
  for (const phone of busy ? [1, 2, 3] : []) {
    const startedS = Math.random() * 600;
    for (const [atS, act] of acts(phone, say)) {
      const first = ((atS - startedS + 600) % 600) * 1000;
      const again = () => {
        act();
        timers.add(setInterval(act, 600_000));
      };
      timers.add(setTimeout(again, first));
    }
  }
  channel.on('close', () => {
    for (const timer of timers) clearInterval(timer);
  });
}

const hostKey = makeKeyPair();
const servers = [];
for (let n = 0; n < Number(count); n++) {
  const busy = n > 0 && n <= Number(count) * Number(busyShare);
  servers.push(
    await serveSsh({
      authorized: () => [publicLine],
      hostKey,
      onExec(command, channel) {
        let script = command;
        const run = () => {
          const nonce = /-v N=([0-9a-f]+)/.exec(script)?.[1];
          if (nonce !== undefined) return play(nonce, busy, channel);
          const boundary = /printf '[^']*' ([0-9a-f]{32})/.exec(script)?.[1] ?? '0'.repeat(32);
          channel.write(printedAgain(capture, boundary));
          channel.exit(0);
          channel.end();
        };
        // A long script comes by standard input, up to its mark.
        const end = /\^(end-[0-9a-f]+)\$/.exec(command)?.[1];
        if (end === undefined) run();
        else {
          let whole = false;
          channel.on('data', (piece: Buffer) => {
            if (whole) return;
            script += piece;
            whole = script.includes(`\n${end}\n`);
            if (whole) run();
          });
        }
        return null;
      },
    }),
  );
}
process.send?.({ ports: servers.map(({ port }) => port), hostKey: servers[0]?.hostKey });
setInterval(() => {}, 60_000);
