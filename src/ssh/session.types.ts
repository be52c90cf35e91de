import type { HostKey, Target } from '../model/router.ts';
import type { Hop, Login } from './login.ts';

/** How one exec on a router ended. Success and failure have the same shape. */
export interface ExecEnd {
  /** Exit status; `null` when the router reported none (killed by a signal, connection cut). */
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  /** Bytes received on stdout and stderr together. */
  bytes: number;
  /** Milliseconds from sending the request to the channel's close. */
  ms: number;
}

export interface RunLimits {
  /** Milliseconds until the exec is cut off with a `timeout` failure. */
  timeoutMs?: number;
  /** Bytes of output until it is cut off with an `output-too-large` failure. */
  maxBytes?: number;
  /** Called with each piece of stdout as it arrives (long execs: progress, watching). */
  onStdout?: (text: string) => void;
  /** `false`: stdout goes to `onStdout` alone and counts neither towards `maxBytes` nor as memory (watching for days). */
  keepStdout?: boolean;
  signal?: AbortSignal;
}

/** A live SSH connection to one router. The only way anything is run on a router. */
export interface Session {
  readonly target: Target;
  readonly hostKey: HostKey;
  /** Remarks about the connection worth telling, e.g. `old-algorithms: diffie-hellman-group14-sha1`. */
  readonly remarks: readonly string[];
  /** Runs a POSIX-sh script (sent as the exec command, read by busybox ash) and waits for its end. */
  run(script: string, limits?: RunLimits): Promise<ExecEnd>;
  readonly isOpen: boolean;
  close(): void;
}

/**
 * Opens sessions. `connect` always makes a new TCP connection (the proof after an apply needs one);
 * `borrow` reuses the kept one for this router, or makes it.
 */
export interface Sessions {
  connect(target: Target, options: ConnectOptions): Promise<Session>;
  borrow<T>(target: Target, options: ConnectOptions, use: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Pinned key. `null`: nothing is trusted; the connection ends with `host-key-unknown` before authentication. */
  hostKey: HostKey | null;
  /** Registered routers are held to `PUSHMEDIC_ALLOW`; the one-shot `diagnose` is not. */
  limited: boolean;
  /** Extra private key (PEM/OpenSSH text) instead of the bot's own. */
  identity?: string;
  /** What to log in with instead of the bot's own key. */
  login?: Login;
  /** Machines to go through, the nearest first. */
  via?: readonly Hop[];
  /** Milliseconds between keepalives; 0: none, for who hears from the router anyway. */
  keepaliveMs?: number;
  signal?: AbortSignal;
}
