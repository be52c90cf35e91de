import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf } from './engine/text.ts';
import { nftReading } from './nft-reading.ts';

/**
 * The rules a forwarded packet meets. On fw4 one chain tells it all, as long as nothing is jumped to before the offload
 * rule and there is no other flowtable; else the whole ruleset is read and cut down here. JSON for meaning, text as
 * evidence and for `flags offload`, which JSON does not show before nft 1.1 (seen with 1.0.6).
 */
export const nft: Probe<'nft'> = {
  id: 'nft',
  script: `
command -v nft >/dev/null || { echo 'no nft here'; return 3; }
w=all
if command -v fw4 >/dev/null || { nft_tables; case "$nft_tables" in *'inet fw4'*) ;; *) false;; esac; }; then
j=$(nft -j -a -t list chain inet fw4 forward 2>/dev/null) && w=fw4
t=$(nft -a 'list flowtables; list chain inet fw4 forward' 2>/dev/null) || w=all
case "$t" in *flowtable*flowtable*) w=all;; esac
case "$j" in
*'"jump"'*'"flow"'*|*'"goto"'*'"flow"'*) w=all;;
*'"flow"'*) ;;
*) case "$t" in *flowtable*) w=all;; esac;;
esac
fi
if [ $w = all ]; then
j=$(nft -j -a -t list ruleset 2>&1) || {
printf '%s\\n' "$j"
case "$j" in *JSON*) nft_tables; [ "$nft_tables" ] || return 3;; esac
return 4
}
t=
case "$j" in *'"table"'*) t=$(nft -a -t list ruleset 2>/dev/null);; esac
fi
[ \${#j} -gt 400000 ] && { echo 'the ruleset is too large to be read'; return 4; }
[ \${#t} -gt 300000 ] && t=$(nft list flowtables 2>/dev/null)
printf '%s\\n' "$j" "$t"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent(reasonOf(text, 'no nft here'));
    if (status !== 0) return failed(reasonOf(text, 'nft could not list its rules'));
    const reading = nftReading(linesOf(text));
    return reading === null ? failed('nft answered with something that is not its language') : value(reading);
  },
};
