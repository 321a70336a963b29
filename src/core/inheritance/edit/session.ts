import type { List } from "../canon/node.ts";
import type { Pen } from "../canon/pen.ts";
import type { Report } from "../report/problem.ts";

/** What the edits of one child share. */
export interface Session {
  readonly pen: Pen;
  readonly report: Report;
  /** Pointers of the units that the parents disagree about. */
  readonly contested: ReadonlySet<string>;
  /** The parents as the child names them, in its order. */
  readonly parentNames: readonly string[];
  /**
   * The list of one parent, less what `remove` takes.
   *
   * @param parent its place among the parents
   * @param unit the path of the list
   */
  listOf(parent: number, unit: readonly string[]): List | undefined;
}
