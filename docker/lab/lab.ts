import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Machine, type MachineShape, startMachine } from './machine.ts';

export interface LabOptions {
  /** 5.10: an offloaded flow comes back with 120 s. The others: with its full timeout less 30 s. */
  kernel: '5.10' | '6.1' | '6.12';
  firewall: 'fw4' | 'fw3';
  /** Skips the guest's idle time: twelve minutes pass in about half a minute. Timed sequences belong in one command. */
  warp?: boolean;
  /** `ssh-ed25519 AAAA…`: the one key root may log in with. */
  authorizedKey: string;
  /** Local port; a free one by default. */
  port?: number;
  /** Where `build.mjs` put the images. */
  images?: string;
  /** Seconds until a boot that does not finish is given up. Default 120. */
  bootSeconds?: number;
}

/** A running router. `target` and `hostKey` have the shapes of `src/ssh/router.ts`. */
export interface Lab {
  readonly target: { host: string; port: number; user: string };
  readonly hostKey: { type: string; sha256: string };
  /** File with all the guest's console ever said. */
  readonly console: string;
  /** Milliseconds the last boot took. */
  readonly bootMs: number;
  /** Boots again with the same disk and port. `cut`: as if the power had failed, without a sync; `kernel`: as after an upgrade. */
  reboot(options?: { cut?: boolean; kernel?: LabOptions['kernel'] }): Promise<void>;
  /** Ends the machine and removes its disk. */
  stop(): Promise<void>;
}

const here = import.meta.dirname;
const imagesOfProject = () => join(here, '../../.cache/lab/images');

/** Boots one lab router and waits until it forwards its phone's connections and answers SSH. */
export async function bootLab(options: LabOptions): Promise<Lab> {
  const images = options.images ?? imagesOfProject();
  if (!existsSync(join(images, 'stamp'))) {
    throw new Error(`no lab images in ${images}: run "node docker/lab/build.mjs" first`);
  }
  const [type, key] = options.authorizedKey.trim().split(/\s+/);
  if (!type || !key) throw new Error('authorizedKey is not an OpenSSH public key line');
  const dir = mkdtempSync(join(tmpdir(), 'pushmedic-lab-'));
  const disk = join(dir, 'overlay.ext4');
  copyFileSync(join(images, 'overlay.ext4'), disk);
  const kernelOf = (kernel: LabOptions['kernel']) => ({
    kernel: join(images, `vmlinuz-${kernel}`),
    initrd: join(images, `initrd-${kernel}`),
  });
  let shape: MachineShape = {
    ...kernelOf(options.kernel),
    arguments: [`lab.firewall=${options.firewall}`, `lab.key=${type},${key}`],
    warp: options.warp ?? false,
    disk,
    dir,
  };
  const bootMs = (options.bootSeconds ?? 200) * 1000;
  let started: Machine;
  try {
    started = await startMachine(shape, { port: options.port ?? null, bootMs });
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
  let machine = started;
  const hostKey = hostKeyOf(readFileSync(machine.console, 'utf8'));
  return {
    target: { host: '127.0.0.1', port: started.port, user: 'root' },
    hostKey,
    console: started.console,
    get bootMs() {
      return machine.bootMs;
    },
    async reboot({ cut = false, kernel } = {}) {
      if (kernel !== undefined) shape = { ...shape, ...kernelOf(kernel) };
      if (cut) await machine.kill();
      else await machine.shutDown();
      machine = await startMachine(shape, { port: started.port, bootMs });
    },
    async stop() {
      await machine.kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The key the guest made itself, from its console and not from the network. */
function hostKeyOf(said: string): Lab['hostKey'] {
  const [, type, blob] = /lab: host key (ssh-\S+) (\S+)/.exec(said) ?? [];
  if (!type || !blob) throw new Error('the lab router told no host key on its console');
  const digest = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  return { type, sha256: `SHA256:${digest.replace(/=+$/, '')}` };
}
