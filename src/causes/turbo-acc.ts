import { cause, found, nothing } from '../diagnosis/cause.ts';

const id = 'turbo-acc';

/** Turbo ACC writes its own offload settings over UCI's and restarts the firewall at every start. */
export const turboAcc = cause({
  id,
  needs: ['tools'],
  look({ snapshot }, { tools }) {
    if (!tools.accelerators.includes('turboacc')) return nothing;
    const lines = snapshot.uci.kind === 'value' ? snapshot.uci.value.lines : [];
    const evidence = lines
      .filter((line) => /^turboacc\.[^.]+\.(sw_flow|hw_flow|sfe_flow)=/.test(line))
      .map((line) => ({ source: 'uci show turboacc', line }));
    return found(id, 'note', { evidence });
  },
});
