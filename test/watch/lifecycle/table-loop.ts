/**
 * What the loop on the router prints, for tables at given moments: a model of the awk program in
 * `src/watch/agent/agent.awk`, held against the program itself in `test/watch/agent.test.ts`. `neighbours`: lines about a device, when it asks.
 */
export function tableLoop(nonce: string, boot: string, neighbours: (address: string) => string[]) {
  interface Known {
    sign: string;
    dueS: number;
    line: string;
    lastS: string;
    missingS: string | null;
    printedS: number;
    dirty: boolean;
    /** When the kernel said that it was ended. */
    ended: string | null;
  }
  const flows = new Map<string, Known>();
  const seen = new Set<string>();
  let looks = 0;
  let saidS = 0;
  let before = '-';

  const parse = (line: string, atS: number) => {
    const [, timeout, state = ''] = /^ipv\d +\d+ tcp +6 (?:(\d+) )?(?:([A-Z_0-9]+) )?src=/.exec(line) ?? [];
    const [key = ''] = /src=\S+ dst=\S+ sport=\d+ dport=\d+/.exec(line) ?? [];
    const flags = `${line.includes('[UNREPLIED]') ? 'U' : ''}${line.includes('[OFFLOAD]') ? 'O' : ''}${line.includes('[HW_OFFLOAD]') ? 'H' : ''}`;
    const sign = `${timeout === undefined ? '' : state}${flags}`;
    return {
      key,
      sign,
      offloaded: timeout === undefined,
      dueS: timeout === undefined ? 0 : atS + Number(timeout),
    };
  };

  /** The kernel's word that a connection is gone. */
  const destroyed = (uptime: string, event: string): void => {
    const [key = ''] = /src=\S+ dst=\S+ sport=\d+ dport=\d+/.exec(event) ?? [];
    const flow = flows.get(key);
    if (flow) flow.ended = uptime;
  };

  /** One look; `ok`: whether the read succeeded. Gives what is printed. */
  const look = (uptime: string, lines: readonly string[], ok = true): string => {
    const atS = Number(uptime);
    const out: string[] = [];
    const told = (text: string) => out.push(text);
    const present = new Set<string>();
    for (const line of lines) {
      const { key, sign, offloaded, dueS } = parse(line, atS);
      const address = key.slice(4).split(' ')[0] ?? '';
      const was = flows.get(key);
      const ended = was?.ended && Number(was.ended) >= atS ? was.ended : null;
      let { printedS = atS, dirty = false } = was ?? {};
      const print = () => {
        told(`+ ${line}`);
        printedS = atS;
        dirty = false;
      };
      if (!was) {
        print();
        if (!seen.has(address)) for (const each of neighbours(address)) told(`n ${each}`);
        seen.add(address);
      } else if (was.sign !== sign || (!offloaded && dueS < was.dueS - 3)) {
        print();
        if (/[OH]$/.test(was.sign) && !offloaded) for (const each of neighbours(address)) told(`n ${each}`);
      } else if (!offloaded && dueS > was.dueS + 3) dirty = true;
      if (dirty && atS - printedS >= 30) print();
      present.add(key);
      flows.set(key, { sign, dueS, line, lastS: uptime, missingS: null, printedS, dirty, ended });
    }
    if (ok) {
      looks += 1;
      if (looks === 1) told(`b ${boot}`);
      for (const [key, flow] of flows) {
        if (present.has(key)) continue;
        if (flow.missingS === null) {
          flow.missingS = uptime;
          continue;
        }
        const isLater = flow.ended !== null && Number(flow.ended) >= Number(flow.lastS);
        told(`- ${flow.lastS} ${flow.missingS} ${isLater ? `${flow.ended} ` : ''}${flow.line}`);
        flows.delete(key);
        for (const each of neighbours(key.slice(4).split(' ')[0] ?? '')) told(`n ${each}`);
      }
      if (looks === 2) told('s');
    }
    const previous = before;
    if (ok) before = uptime;
    if (out.length > 0) {
      saidS = atS;
      return [`t ${uptime} ${previous}`, ...out, '.'].map((line) => `${nonce} ${line}\n`).join('');
    }
    if (atS - saidS < 28) return '';
    saidS = atS;
    return `${nonce} h ${uptime}\n`;
  };
  return Object.assign(look, { destroyed });
}
