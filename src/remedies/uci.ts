import { complain } from './fragments.ts';
import { refusals } from './refusals.ts';

/** fw3's and fw4's configuration. */
export const uciFile = '/etc/config/firewall';

/**
 * Leaves where somebody's changes to the firewall's settings wait to be committed: what is rendered or committed
 * meanwhile would take them along.
 */
export const noPendingUci = `[ -z "$(uci -q changes firewall)" ] || {
${complain('changes to the firewall wait to be committed:')}
uci -q changes firewall >&2
return ${refusals['uci-pending']}
}`;
