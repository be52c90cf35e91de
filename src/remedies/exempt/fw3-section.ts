import { fw3File, uciSection } from './sign.ts';

/** Same file system as /etc/config/firewall, but no name that uci would take for a package. */
export const uciNext = '/etc/pushmedic.firewall.new';

/** `reload 1`: run at each reload too, so that the rules are made again after whatever removed them. */
export const sectionText = `
config include '${uciSection}'
	option type 'script'
	option path '${fw3File}'
	option reload '1'
`;

/**
 * Defines `strip FILE`: the file without our section and the blank line before it, as we or `uci commit` wrote it.
 * Not `uci delete` and `uci commit`: these throw away every comment in the file, and would commit what somebody
 * else has staged.
 */
export const stripFunction = `strip() {
  awk '
    /^[ \\t]*$/ { blank[n++] = $0; next }
    /^[ \\t]*config[ \\t]/ {
      name = $3
      gsub(/["\\047]/, "", name)
      own = ($2 ~ /^["\\047]?include["\\047]?$/ && name == "${uciSection}")
      if (own && n > 0) n--
    }
    own && !/^[ \\t]*(config|option|list)[ \\t]/ { own = 0 }
    { for (i = 0; i < n; i++) print blank[i]; n = 0 }
    !own
    END { for (i = 0; i < n; i++) print blank[i] }' "$1"
}`;
