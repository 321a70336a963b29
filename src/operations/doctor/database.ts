import type { JsonMap } from "../../core/base/index.ts";
import { lookInto } from "../../store/index.ts";
import { examine, type Examination } from "./doctor.ts";
import { documentOf, drawReport } from "./draw.ts";

/** What the doctor says of a database, for people and for programs. */
export interface Examined {
  readonly isHealthy: boolean;
  readonly text: string;
  readonly document: JsonMap;
}

/**
 * Looks through a database, beside the services that work with it.
 *
 * @param url as for `openStore`
 * @returns undefined when there is no such execution
 * @throws DatabaseUnusable, SchemaMismatch when its schema is newer
 */
export async function examineDatabase(url: string, examination: Examination): Promise<Examined | undefined> {
  const store = await lookInto(url);
  try {
    const report = await examine(store, examination);
    if (report === undefined) return undefined;
    return {
      isHealthy: report.isHealthy,
      text: drawReport(report, examination.now),
      document: documentOf(report),
    };
  } finally {
    await store.close();
  }
}
