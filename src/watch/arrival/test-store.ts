import type { PushTest, TestPhone } from '../../model/push-test.ts';

/** Which phone a person tests. */
export interface ChosenPhone {
  routerId: string;
  phone: string;
}

/** Whether a test may begin. `tooMany`: again at that time, epoch ms. */
export type Begun = { kind: 'begun' } | { kind: 'running' } | { kind: 'tooMany'; againAt: number };

/** Notifications that were sent to be timed, 60 days. */
export interface PushTestStore {
  /** One at a time for each phone, and six an hour; the same id again goes on. */
  begin(test: PushTest, now: number): Promise<Begun>;
  /** Lets the phone be tested again. */
  end(test: PushTest): Promise<void>;
  get(id: string): Promise<PushTest | null>;
  /** Writes what the one who runs it knows: everything but when the person saw it. */
  put(test: PushTest): Promise<void>;
  /** Notes when the person saw it, once; gives the test as it is then. */
  saw(id: string, at: number): Promise<PushTest | null>;
  /** Asks whoever runs it to end it. */
  stop(id: string): Promise<void>;
  isStopped(id: string): Promise<boolean>;
  /** A phone's last twenty, newest first. */
  ofPhone(routerId: string, phone: TestPhone['key']): Promise<PushTest[]>;
  chosen(personId: string): Promise<ChosenPhone | null>;
  choose(personId: string, chosen: ChosenPhone): Promise<void>;
}
