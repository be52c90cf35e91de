import type { Flow } from '../../conntrack/flow.ts';
import { serviceName } from '../../push/match.ts';
import { isWord, type Say, sayAny } from '../../words/words.ts';
import type { Connection } from '../connection.ts';
import { isShared } from '../states.ts';

/** A push connection in one line: whose, to which service, in which state. */
export const flowLine = (flow: Connection, say: Say): string =>
  say('flow.line', {
    device: deviceText(flow),
    service: serviceText(flow, say),
    server: endpoint(flow.server),
    state: stateText(flow, say),
  });

/** `Anna-iPhone (192.168.1.188)`, or the address alone. The name is the device's own, made plain by what read it. */
export function deviceText({ device }: Flow): string {
  return device.name === null ? device.ip : `${device.name} (${device.ip})`;
}

function serviceText(flow: Flow, say: Say): string {
  const perhaps = isShared(flow);
  const key = `service.${flow.service}${perhaps ? '.shared' : ''}`;
  if (isWord(key)) return sayAny(say.language, key);
  const service = serviceName(flow.service, say.language);
  return perhaps ? say('service.perhaps', { service }) : service;
}

const endpoint = ({ ip, port }: Flow['server']): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

function stateText({ entry, exempt, path, doubt }: Connection, say: Say): string {
  if (path === 'local') return say('flow.local');
  if (entry.offload !== 'none') {
    if (doubt === 'exempt-yet-offloaded') return say('flow.odd');
    return say(entry.offload === 'hardware' ? 'flow.hardware' : 'flow.offloaded');
  }
  if (entry.state !== 'ESTABLISHED') return say(entry.unreplied ? 'flow.unanswered' : 'flow.closing');
  const timeout = entry.timeoutS ?? 0;
  return exempt === true ? say('flow.exempt', { timeout }) : say('flow.counting', { timeout });
}
