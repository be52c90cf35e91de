import { cause, found, nothing } from '../diagnosis/cause.ts';

const id = 'table-not-whole';

/** Lines of the connection table that are no entry to us, or push connections beyond what is looked at. */
export const tableNotWhole = cause({
  id,
  needs: ['conntrack'],
  look(_, { conntrack: { refused, truncated, lines } }) {
    if (refused > 0) return found(id, 'note', { values: { n: refused } });
    return truncated ? found(id, 'note', { variant: 'cut', values: { n: lines.length } }) : nothing;
  },
});
