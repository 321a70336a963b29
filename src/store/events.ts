import type { EventRecord, NotificationRecord } from "../core/model/index.ts";

/** Events that came in and are to start workflows. All times are milliseconds since 1970-01-01T00:00:00Z. */
export interface Events {
  /** Stores an event that is to be dealt with. @returns false when one with its id came before, and nothing was stored */
  add(event: EventRecord): Promise<boolean>;

  /**
   * Takes events that are due, the oldest first, for one node: until that moment nobody else gets them.
   *
   * @param now what is due by then
   * @param until when they are due again unless they are handled
   */
  claim(now: number, until: number, limit: number): Promise<EventRecord[]>;

  /** Remembers of an event only that it came and was dealt with at that time. */
  handled(id: string, at: number): Promise<void>;

  /** Forgets events that were dealt with before that moment. @returns how many */
  forget(handledBefore: number): Promise<number>;
}

/** What listeners are still to be told. A commit adds to it (`ExecutionCommit.notifications`). */
export interface Notifications {
  /**
   * Takes notifications that are due for one node: of each execution and listener only the oldest, so that one is told in order.
   *
   * @param now what is due by then
   * @param until when they are due again unless they are delivered
   * @returns them with this attempt counted
   */
  claim(now: number, until: number, limit: number): Promise<NotificationRecord[]>;

  /** Forgets one that was delivered, or is given up. */
  remove(id: string): Promise<void>;

  /** Has one that could not be delivered wait until that moment. */
  postpone(id: string, dueAt: number): Promise<void>;

  /** When the next one is due; undefined when there is none. */
  nextAt(): Promise<number | undefined>;
}
