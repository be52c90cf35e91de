import { parseNftJson } from './nft-json.ts';
import { parseNftText } from './nft-text.ts';
import { absent, failed, type Probe, type Section, value } from './probe.ts';
import { linesOf, reasonOf } from './text.ts';

/**
 * The rules a forwarded packet meets. On fw4 one chain tells it all, as long as nothing is jumped to before the offload
 * rule and there is no other flowtable; else the whole ruleset is read and cut down here. JSON for meaning, text as
 * evidence and for `flags offload`, which JSON does not show before nft 1.1 (seen with 1.0.6).
 */
export const nft: Probe<'nft'> = {
  id: 'nft',
  script: `
command -v nft >/dev/null || { echo 'no nft here'; exit 3; }
j=$(nft -j -a -t list chain inet fw4 forward 2>/dev/null) && w=fw4 || w=all
f=$(nft list flowtables 2>/dev/null)
case "$f" in *flowtable*flowtable*) w=all;; esac
case "$j" in
*'"jump"'*'"flow"'*|*'"goto"'*'"flow"'*) w=all;;
*'"flow"'*) ;;
*) case "$f" in *flowtable*) w=all;; esac;;
esac
if [ $w = all ]; then
j=$(nft -j -a -t list ruleset 2>&1) || {
printf '%s\\n' "$j"
case "$j" in *JSON*) [ "$(nft list tables 2>&1)" ] || exit 3;; esac
exit 4
}
t=$(nft -a -t list ruleset 2>/dev/null)
else
t=$(nft -a list chain inet fw4 forward 2>/dev/null)
fi
[ \${#j} -gt 400000 ] && { echo 'the ruleset is too large to be read'; exit 4; }
[ \${#t} -gt 300000 ] && t=
printf '%s\\n' "$j" "$f" "$t"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent(reasonOf(text, 'no nft here'));
    if (status !== 0) return failed(reasonOf(text, 'nft could not list its rules'));
    const lines = linesOf(text);
    const json = lines.find((line) => line.startsWith('{"nftables"'));
    const rules = json === undefined ? null : parseNftJson(json);
    if (rules === null) return failed('nft answered with something that is not its JSON');
    const printed = parseNftText(lines, rules.chains);
    return value({
      chains: rules.chains,
      rules: rules.rules,
      flowtables: flowtablesOf(rules.flowtables, printed.flowtables),
      lines: printed.lines,
    });
  },
};

type Flowtables = ReturnType<typeof parseNftText>['flowtables'];

/** The text form is the one that tells of hardware; JSON has the tables when the text could not be read. */
function flowtablesOf(json: Flowtables, text: Flowtables): Flowtables {
  const same = (a: Flowtables[number]) => (b: Flowtables[number]) =>
    a.family === b.family && a.table === b.table && a.name === b.name;
  const known = json.map((table) => ({
    ...table,
    hardware: text.find(same(table))?.hardware ?? table.hardware,
  }));
  return [...known, ...text.filter((table) => !json.some(same(table)))];
}
