/**
 * What operators look at: the metrics of a node for Prometheus, and the doctor, who looks through a database for whatever
 * does not move and says what each execution waits for.
 *
 * It only looks: it changes nothing, repairs nothing, and does not know who asks through which door.
 */
export { examineDatabase } from "./doctor/database.ts";
export { idsIn, logProgress } from "./log/progress-log.ts";
export { Metrics } from "./metrics/metrics.ts";
