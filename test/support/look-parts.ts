import { conntrack } from '../../src/probes/conntrack.ts';
import { shared } from '../../src/probes/engine/prelude.ts';

/** The part of a look that reads push connections, by itself. */
export const conntrackAlone = `${shared}\nfind_table; files_read=1; read_pushes\n${conntrack.script}`;
