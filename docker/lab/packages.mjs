/**
 * Where the lab's Debian packages come from: the mirrors this machine's apt already uses, asked for the releases
 * whose kernels the lab needs, in a list directory of its own, so that the machine's apt set-up stays as it is.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian release of each kernel line: 5.10 has the fixed 120 s pickup, those after it have not. */
export const KERNELS = { '5.10': 'bullseye', 6.1: 'bookworm', 6.12: 'trixie' };

/** What runs inside. All from one release, so that libraries fit whatever the host is. */
const USERLAND_SUITE = 'bookworm';
const USERLAND = ['busybox', 'nftables', 'iptables', 'iproute2', 'conntrack', 'dropbear-bin', 'dnsmasq-base'];
/** Taken without what it depends on: one program of it is needed. */
const ALONE = ['util-linux'];

const apt = (options, command, args, quiet = true) =>
  execFileSync(command, [...options.flatMap((o) => ['-o', o]), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    stdio: ['ignore', 'pipe', quiet ? 'pipe' : 'inherit'],
  });

/** Mirrors of the machine's own apt, split into the archive's and the security archive's. */
function mirrors() {
  const text = apt([], 'apt-get', ['indextargets', '--format', '$(REPO_URI)']);
  const all = [...new Set(text.split('\n').filter(Boolean))];
  const security = all.filter((uri) => /security/.test(uri));
  const main = all.filter((uri) => /debian\/?$/.test(uri) && !security.includes(uri));
  if (main.length === 0) {
    throw new Error(
      'apt on this machine knows no Debian archive. The lab is built from Debian packages: run it on Debian, or add a Debian source to apt.',
    );
  }
  return { main, security };
}

/** Apt options that keep lists, caches and package state of one release under `dir`. */
function options(dir, suite) {
  const base = join(dir, suite);
  for (const folder of ['lists/partial', 'archives/partial', 'unseen/partial', 'state'])
    mkdirSync(join(base, folder), { recursive: true });
  const status = join(base, 'state/status');
  if (!existsSync(status)) writeFileSync(status, '');
  return [
    `Dir::State=${base}/state`,
    `Dir::State::status=${status}`,
    `Dir::State::Lists=${base}/lists`,
    `Dir::Cache=${base}`,
    `Dir::Cache::archives=${base}/archives`,
    `Dir::Etc::sourcelist=${base}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    'APT::Architecture=amd64',
    'APT::Architectures=amd64',
    'APT::Install-Recommends=false',
    'APT::Sandbox::User=',
    // A release past its support keeps its signed lists without renewing their date.
    'Acquire::Check-Valid-Until=false',
    'Acquire::Languages=none',
    'Acquire::Retries=3',
    'Debug::NoLocking=true',
  ];
}

function update(dir, suite, say) {
  const { main, security } = mirrors();
  const opts = options(dir, suite);
  const sources = join(dir, suite, 'sources.list');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  const signed = existsSync(keyring) ? `[signed-by=${keyring}] ` : '';
  const lines = [
    ...main.map((uri) => `deb ${signed}${uri} ${suite} main`),
    ...security.map((uri) => `deb ${signed}${uri} ${suite}-security main`),
  ];
  writeFileSync(sources, `${lines.join('\n')}\n`);
  say(`reading the package lists of ${suite}`);
  apt(opts, 'apt-get', ['-qq', 'update'], false);
  return opts;
}

/** Newest `linux-image-<line>.0-NN-cloud-amd64`, or `…-<line>.NN+debNN-…` since trixie; names rotate, so none is pinned. */
function newestKernel(opts, line) {
  const shape = new RegExp(
    `^linux-image-${line.replace('.', '\\.')}\\.(?:0-(\\d+)|(\\d+)\\+deb[\\d.]+)-cloud-amd64$`,
  );
  const number = (name) => Number(shape.exec(name)?.[1] ?? shape.exec(name)?.[2]);
  const names = apt(opts, 'apt-cache', ['pkgnames', `linux-image-${line}.`]).split('\n');
  const newest = names.filter((name) => shape.test(name)).sort((a, b) => number(b) - number(a))[0];
  if (!newest) throw new Error(`the Debian archive lists no linux-image-${line}.*-cloud-amd64`);
  return newest;
}

/** Downloads `names` (with their dependencies unless `alone`) and gives the .deb files. */
function fetch(opts, names, alone) {
  const command = alone ? 'download' : 'install';
  // An empty archive folder, else what is already downloaded is left out of the answer.
  const unseen = [
    ...opts,
    `Dir::Cache::archives=${opts.find((o) => o.startsWith('Dir::Cache='))?.split('=')[1]}/unseen`,
  ];
  const uris = apt(unseen, 'apt-get', ['-qq', '-y', '--print-uris', command, ...names]);
  const files = [...uris.matchAll(/^'[^']+' (\S+\.deb) /gm)].map((m) => m[1]);
  const archives = opts.find((o) => o.startsWith('Dir::Cache::archives='))?.split('=')[1] ?? '';
  const missing = files.some((file) => !existsSync(join(archives, file)));
  if (missing && alone) {
    execFileSync('apt-get', [...opts.flatMap((o) => ['-o', o]), '-qq', 'download', ...names], {
      cwd: archives,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } else if (missing) {
    apt(opts, 'apt-get', ['-qq', '-y', '--download-only', 'install', ...names], false);
  }
  if (files.length === 0) throw new Error(`apt found no archive of ${names.join(', ')}`);
  return files.map((file) => join(archives, file));
}

/**
 * The .deb files of the lab, from the cache when they are all there (`fresh` looks for newer ones).
 * @returns {{wanted: string, kernels: Record<string, {name: string, deb: string}>, userland: string[]}}
 */
export function packages(dir, { fresh, say }) {
  const index = join(dir, 'packages.json');
  const wanted = JSON.stringify([KERNELS, USERLAND, ALONE]);
  if (!fresh && existsSync(index)) {
    const known = JSON.parse(readFileSync(index, 'utf8'));
    const files = [...known.userland, ...Object.values(known.kernels).map((k) => k.deb)];
    if (known.wanted === wanted && files.every((file) => existsSync(file))) return known;
  }
  const found = { wanted, kernels: {}, userland: [] };
  const opened = new Map();
  const open = (suite) => {
    if (!opened.has(suite)) opened.set(suite, update(dir, suite, say));
    return opened.get(suite);
  };
  for (const [line, suite] of Object.entries(KERNELS)) {
    const opts = open(suite);
    const name = newestKernel(opts, line);
    say(`fetching ${name}`);
    found.kernels[line] = { name, deb: fetch(opts, [name], true)[0] };
  }
  say(`fetching ${USERLAND.join(', ')} and their libraries`);
  found.userland = [
    ...fetch(open(USERLAND_SUITE), USERLAND, false),
    ...fetch(open(USERLAND_SUITE), ALONE, true),
  ];
  writeFileSync(index, JSON.stringify(found, null, 1));
  return found;
}
