import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { ask } from '../../src/diagnosis/ask.ts';
import { config } from '../../src/probes/config.ts';
import { dns } from '../../src/probes/dns.ts';
import { readValue } from '../../src/probes/engine/probe.ts';
import { intercept } from '../../src/probes/intercept.ts';
import { interfaces } from '../../src/probes/interfaces.ts';
import { programs } from '../../src/probes/programs.ts';
import { scene } from '../diagnosis/scenes.ts';

/** What a router that means harm may send: as long as an answer may be, and shaped to be read slowly. */
const million = 1_000_000;
const filled = (line: string) => line.repeat(Math.floor(million / line.length));
const hostile = {
  config: filled("/etc/config/mwan3:config interface '__proto__'\n/etc/config/mwan3:\toption enabled '1'\n"),
  interfaces: `{"interface":[${Array.from({ length: 200 }, () => '{"interface":"__proto__","up":true,"route":[{"target":"0.0.0.0","mask":0}],"uptime":1e400}').join(',')}]}`,
  programs: filled('/proc/1/comm:xray\n'),
  intercept: `asked\nchain inet t pre\nrule type nat hook prerouting priority 0; policy accept;\n${filled(`rule ${'{'.repeat(390)}\n`)}`,
  dns: `ask 127.0.0.1\n${filled("Server:\t127.0.0.1\n** server can't find mtalk.google.com: NXDOMAIN\nlist /tmp/x:local=/mtalk.google.com/\n")}`,
};

describe('readings of a router that means harm', () => {
  it('stay small, and no cause breaks on them', () => {
    const over = {
      config: readValue(config.parse({ status: 0, text: hostile.config })) ?? {},
      interfaces: readValue(interfaces.parse({ status: 0, text: hostile.interfaces })) ?? {},
      programs: readValue(programs.parse({ status: 0, text: hostile.programs })) ?? {},
      intercept: readValue(intercept.parse({ status: 0, text: hostile.intercept })) ?? {},
      dns: readValue(dns.parse({ status: 0, text: hostile.dns })) ?? {},
    };
    for (const flows of [undefined, []]) {
      const facts = scene({ ...over, ...(flows ? { flows } : {}) });
      const results = causes.map((cause) => ask(cause, facts));
      expect(JSON.stringify(results).length).toBeLessThan(40_000);
    }
  });
});
