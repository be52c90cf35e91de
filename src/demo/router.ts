import type { HostKey, Target } from '../model/router.ts';
import { type KeyPair, makeKeyPair } from '../ssh/key-pair.ts';
import { makeComputer } from './computer.ts';
import type { KernelKind } from './entry.ts';
import { readText } from './files.ts';
import { connectionOf, type Device, iPhone } from './household.ts';
import { catchUp, happen } from './machine.ts';
import { chainOf, tableOf } from './nft/ruleset.ts';
import { ruleText } from './nft/text.ts';
import { makeRandom } from './random.ts';
import { serveSsh } from './server.ts';
import type { ShellCommand } from './shell.ts';
import { conntrack, push, reconnect, wake } from './world.ts';

export interface DemoOptions {
  /** OpenSSH public lines that may log in. */
  identityKeys: readonly string[];
  /**
   * Router seconds per second while nothing computes on it. Default 20: an idle connection dies within eight seconds.
   */
  factor?: number;
  /** `affected` (default): idle flows are forgotten 150 s after their last packet. `fixed`: after two hours. */
  kernel?: KernelKind;
  /** Same seed, same ports and addresses. */
  seed?: number;
  /** Directory in which the router's root is made. Default: the machine's temporary directory. */
  dir?: string;
  /** The shell scripts run under. Default: the machine's `/bin/sh`. */
  sh?: ShellCommand;
  /** PATH in which the machine's own programs are looked for. */
  path?: string;
  /** Machine's clock, epoch ms. */
  now?: () => number;
  /** Default: a new one. */
  hostKey?: KeyPair;
  /** On loopback. Default: any that is free. */
  port?: number;
}

export interface DemoRouter {
  target: Target;
  hostKey: HostKey;
  /** Host path of the directory that is the router's `/`. */
  root: string;
  /** Router seconds since it was switched on. */
  nowS(): number;
  /** Jumps ahead by router seconds. */
  skip(seconds: number): void;
  /** Lights the iPhone's screen: its push connections say something now. */
  wakePhone(): void;
  /** Wi-Fi off and on: the iPhone's push connections are made anew, from new ports. */
  reconnectPhone(): void;
  /** A push to the iPhone, sent now. Router seconds until it is there. */
  sendPush(): { delayS: number };
  /** The same, as soon as the push service has it: 300 ms of the router's time after a platform has taken a message. */
  notifyPhone(): Promise<void>;
  /** The WAN reconnects: the firewall reloads, IPv4 entries go. */
  reconnectWan(): Promise<void>;
  /** Power off and on. Ends every connection. */
  reboot(): Promise<void>;
  /** A device that calls itself `name`, with a push connection. Any name: only line breaks and NULs are replaced. */
  addDevice(name: string): Device;
  /** Rules of `inet fw4 forward`, in order, as nft lists them; empty when there is no such chain. */
  rules(): string[];
  /** /proc/net/nf_conntrack at this moment. */
  conntrack(): string;
  /** Ends every SSH connection at once. Scripts that run on the router run on. */
  cutConnections(): void;
  /** Ends everything it started and removes its root. */
  close(): Promise<void>;
}

/** What a push service takes until it hands a message on, s. */
const serviceS = 0.3;

/** Starts a demo router: a real SSH server on loopback, real scripts under the machine's `sh`, a phone that idles. */
export async function startDemoRouter(options: DemoOptions): Promise<DemoRouter> {
  const { factor = 20, kernel = 'affected', seed = 1, now = Date.now } = options;
  const computer = await makeComputer({ ...options, kernel, factor, seed, now });
  const { machine } = computer;
  const random = makeRandom(seed ^ 0x5223);
  const server = await serveSsh({
    authorized: () => [
      ...options.identityKeys,
      ...(readText(machine.root, 'etc/dropbear/authorized_keys') ?? '').split('\n'),
    ],
    hostKey: options.hostKey ?? makeKeyPair(),
    port: options.port,
    onExec: computer.run,
  });
  function sendPush(): { delayS: number } {
    let delayS = 0;
    happen(machine, (world, rules) => {
      const connection = world.connections.find((each) => each.device === iPhone.ip);
      if (!connection) return world;
      const sent = push(world, connection, rules);
      delayS = sent.delayS;
      return sent.world;
    });
    return { delayS };
  }
  const phone = (event: typeof wake) => happen(machine, (world, rules) => event(world, iPhone.ip, rules));

  return {
    target: { host: '127.0.0.1', port: server.port, user: 'root' },
    hostKey: server.hostKey,
    root: machine.root,
    nowS: machine.clock.nowS,
    skip(seconds) {
      machine.clock.skip(seconds);
      computer.refresh();
    },
    wakePhone: () => phone(wake),
    reconnectPhone: () => phone(reconnect),
    sendPush,
    async notifyPhone() {
      await machine.clock.sleep(serviceS);
      sendPush();
    },
    reconnectWan: () => computer.call('ifup wan'),
    async reboot() {
      server.cut();
      await computer.reboot();
      // Who came in before the firewall stood would see half a router.
      server.cut();
    },
    addDevice(name) {
      const n = 200 + (machine.devices.length % 50);
      const hex = () => random(256).toString(16).padStart(2, '0');
      const device: Device = {
        // A line break would be two leases; dnsmasq does not let it through either.
        name: name.replace(/[\n\r\0]/g, '?'),
        mac: `02:${hex()}:${hex()}:${hex()}:${hex()}:${hex()}`,
        ip: `192.168.1.${n}`,
        ip6: null,
      };
      machine.devices.push(device);
      happen(machine, (world, rules) => {
        const to = { ip: '17.57.144.10', port: 5223 };
        const life = { heartbeatS: 600, nextS: world.atS };
        const connection = connectionOf(device, device.ip, to, 40_000 + random(9_000), life);
        return wake({ ...world, connections: [...world.connections, connection] }, device.ip, rules);
      });
      computer.refresh();
      return device;
    },
    rules() {
      const table = tableOf(machine.ruleset, 'inet', 'fw4');
      const chain = table && chainOf(table, 'forward');
      return chain?.rules.map((rule) => ruleText(rule, { handles: false, stateless: true })) ?? [];
    },
    conntrack() {
      catchUp(machine);
      return conntrack(machine.world);
    },
    cutConnections: server.cut,
    async close() {
      await server.close();
      computer.close();
    },
  };
}
