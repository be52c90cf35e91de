/** Which worker watches which router, and what it knows so far. */
export interface LeaseStore {
  /**
   * Renews this worker's leases and takes free ones up to its share of the watched routers. `surplus`: held beyond its
   * share, to be released once no longer watched. `woken`: held ones that somebody has logged in to since. A lease that is
   * not renewed for `lastsMs` is free.
   */
  renew(worker: string, lastsMs: number): Promise<{ held: string[]; surplus: string[]; woken: string[] }>;
  /** `last`: the worker takes no more. */
  release(worker: string, routerIds: readonly string[], options?: { last?: boolean }): Promise<void>;
  /** What the last watcher of a router knew; plain JSON. */
  state(routerId: string): Promise<unknown>;
  /** False, and nothing written, when `worker` does not hold the router's lease. */
  saveState(worker: string, routerId: string, state: unknown): Promise<boolean>;
}
