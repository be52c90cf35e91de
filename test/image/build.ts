import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ensureBase } from './base.ts';
import { environmentOf, isIgnored, parseDockerfile, type Stage, type Step } from './dockerfile.ts';
import { asked, must } from './run.ts';

/** What `docker build` would have written beside the files. */
export interface Image {
  /** Folders, topmost first, as overlayfs takes them. */
  layers: string[];
  env: Record<string, string>;
  workdir: string;
  user: string;
  volumes: string[];
  entrypoint: string[];
  command: string[];
  health: string[];
  /** What each build step took, s. */
  took: { step: string; seconds: number }[];
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Where npm downloads from and which authorities it trusts is this machine's business, and ends with the build step. */
function machine(root: string): Record<string, string> {
  const env: Record<string, string> = {};
  const registry = asked('npm', ['config', 'get', 'registry']);
  if (registry !== '') env.npm_config_registry = registry;
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  if (authorities && existsSync(authorities)) {
    env.NODE_EXTRA_CA_CERTS = '/run/authorities.crt';
    copyFileSync(authorities, join(root, 'run/authorities.crt'));
  }
  copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
  return env;
}

function forget(root: string): void {
  writeFileSync(join(root, 'etc/resolv.conf'), '');
  rmSync(join(root, 'run/authorities.crt'), { force: true });
}

function carryOut(step: Step, image: Image, root: string, others: Map<string, string>): void {
  const inside = (where: string) => join(root, resolve(image.workdir, where));
  if (step.op === 'ENV') Object.assign(image.env, environmentOf(step));
  else if (step.op === 'WORKDIR') {
    image.workdir = resolve(image.workdir, step.text);
    mkdirSync(inside('.'), { recursive: true });
  } else if (step.op === 'USER') image.user = step.text;
  else if (step.op === 'VOLUME') image.volumes.push(...step.words);
  else if (step.op === 'ENTRYPOINT') image.entrypoint = step.words;
  else if (step.op === 'CMD') image.command = step.words;
  else if (step.op === 'HEALTHCHECK') image.health = step.words;
  else if (step.op === 'COPY') copy(step, inside, others);
  else if (step.op === 'RUN') {
    const env = { PATH: path, HOME: '/root', ...image.env, ...machine(root) };
    const assigned = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const user = image.user === '' ? '0:0' : image.user;
    const command = step.isExec ? step.words : ['/bin/sh', '-c', step.text];
    const cd = ['/bin/sh', '-c', 'cd "$0" && exec "$@"', image.workdir];
    try {
      must('chroot', [`--userspec=${user}`, root, '/usr/bin/env', '-i', ...assigned, ...cd, ...command]);
    } finally {
      forget(root);
    }
  } else if (step.op !== 'EXPOSE')
    throw new Error(`an instruction that this script does not know: ${step.op}`);
}

function copy(step: Step, inside: (where: string) => string, others: Map<string, string>): void {
  const sources = step.words.slice(0, -1);
  const target = step.words.at(-1) ?? '';
  const { from } = step.flags;
  const other = from === undefined ? undefined : others.get(from);
  if (from !== undefined && other === undefined) throw new Error(`no stage ${from}`);
  const ignore = readFileSync('.dockerignore', 'utf8');
  for (const source of sources) {
    if (other === undefined && isIgnored(ignore, source))
      throw new Error(`.dockerignore leaves out ${source}`);
    const file = join(other ?? '.', source);
    const isFolder = statSync(file).isDirectory();
    const into = isFolder || !target.endsWith('/') ? inside(target) : join(inside(target), basename(source));
    mkdirSync(isFolder ? into : join(into, '..'), { recursive: true });
    must('cp', ['-a', isFolder ? `${file}/.` : file, into]);
    if (other === undefined) must('chown', ['-R', '0:0', into]);
  }
}

function mountStage(folder: string, base: string): string {
  const [upper, work, root] = ['upper', 'work', 'root'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  rmSync(folder, { recursive: true, force: true });
  for (const one of [upper, work, root]) mkdirSync(one, { recursive: true });
  must('mount', [
    '-t',
    'overlay',
    'overlay',
    '-o',
    `lowerdir=${base},upperdir=${upper},workdir=${work}`,
    root,
  ]);
  must('mount', ['-t', 'proc', 'proc', join(root, 'proc')]);
  must('mount', ['--rbind', '/dev', join(root, 'dev')]);
  return root;
}

/** Carries out every step of the Dockerfile, each stage on an overlay over its base. Needs a mount namespace and root. */
export function build(dockerfile: string, cache: string): Image {
  const roots = new Map<string, string>();
  const stages: Stage[] = parseDockerfile(readFileSync(dockerfile, 'utf8'));
  let image: Image | undefined;
  const took: Image['took'] = [];
  for (const [at, stage] of stages.entries()) {
    const base = join(cache, `base-${stage.from.replace(/\W/g, '-')}`);
    ensureBase(stage.from, base);
    const folder = join(cache, `stage-${at}`);
    const root = mountStage(folder, base);
    image = {
      layers: [join(folder, 'upper'), base],
      env: {},
      workdir: '/',
      user: '',
      volumes: [],
      entrypoint: [],
      command: ['node'],
      health: [],
      took,
    };
    for (const step of stage.steps) {
      const from = performance.now();
      process.stdout.write(`  ${step.op} ${step.text}\n`);
      carryOut(step, image, root, roots);
      took.push({ step: `${step.op} ${step.text}`, seconds: (performance.now() - from) / 1_000 });
    }
    roots.set(stage.name ?? String(at), root);
  }
  if (image === undefined) throw new Error('the Dockerfile has no stage');
  return image;
}
