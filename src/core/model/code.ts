import type { Scope } from "./definition.ts";

/** The text of a module that actions are written in. Times are milliseconds since 1970-01-01T00:00:00Z. */
export interface CodeSourceRecord {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly projectId: string;
  readonly scope: Scope;
  readonly content: string;
  /** From 1; one more with every change. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number | null;
}

/** An action whose code came through the interface: a class of a code source. */
export interface DynamicActionRecord {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly projectId: string;
  readonly scope: Scope;
  readonly className: string;
  readonly codeSourceId: string;
  readonly codeSourceName: string;
  readonly createdAt: number;
  readonly updatedAt: number | null;
}
