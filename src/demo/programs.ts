import { accessSync, constants, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * What a stock OpenWrt's busybox has and the demo takes from the machine it runs on
 * (openwrt package/utils/busybox/Config-defaults.in). Nothing else of the machine is in the router's PATH: a script
 * that leans on `timeout`, `nohup`, `setsid`, `stat`, `base64` or `diff` fails here as it fails there, and the
 * machine's own nft or iptables cannot be reached.
 */
const busybox =
  `awk basename cat chgrp chmod chown cmp cp cut dd df dirname du egrep env expr false fgrep find flock
  grep gunzip gzip head hexdump id kill ln ls md5sum mkdir mkfifo mktemp mv nice printf pwd readlink rm rmdir sed
  seq sh sha256sum sort strings sync tail tar tee test touch tr true umount uniq wc which xargs yes zcat [`.split(
    /\s+/,
  );

/** Links the programs the machine has into `directory`. Returns the names it lacks. */
export function linkPrograms(directory: string, path: string): string[] {
  const places = path.split(delimiter).filter((place) => place.startsWith('/'));
  return busybox.filter((name) => {
    const place = places.find((each) => isProgram(join(each, name)));
    if (place) symlinkSync(join(place, name), join(directory, name));
    return !place;
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
