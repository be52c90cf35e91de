import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { lineEvidence } from '../diagnosis/evidence.ts';
import { readValue } from '../probes/engine/probe.ts';
import { phonePorts } from '../push/use.ts';

const id = 'wan-refused';
/** A packet of a push server that the firewall refused on its way in; the same form with fw3, fw4 and `-j LOG`. */
const fromServer = new RegExp(`kernel: .*IN=\\S+ .*\\bPROTO=TCP SPT=(${phonePorts.join('|')}) `);

/**
 * What a push server sent was refused at the router's door: its connection had been forgotten, so the packet was for the
 * router itself, which answered with a reset, and the server hung up. The phone learns of it at its next word. Seen in
 * a namespace with the entry deleted; proves a connection that was forgotten, whatever forgot it. Only where the zone
 * writes down what it refuses can its silence mean anything.
 */
export const wanRefused = cause({
  id,
  needs: [],
  wouldTell: 'watch',
  look({ snapshot }) {
    const lines = lineEvidence('logread', readValue(snapshot.log)?.lines ?? [], fromServer, 3);
    if (lines.length > 0) return found(id, 'risk', { values: { n: lines.length }, evidence: lines });
    const uci = readValue(snapshot.uci);
    const logged = (uci?.lines ?? []).filter((line) => /^firewall\.[^.]+\.log='1'$/.test(line));
    if (snapshot.log.kind !== 'value' || logged.length === 0) return nothing;
    return ruledOut(id, {
      evidence: logged.slice(0, 2).map((line) => ({ source: 'uci show firewall', line })),
    });
  },
});
