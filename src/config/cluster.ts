import { integer, listOf, optionalInteger, optionalText } from "./kinds.ts";

/** What a node is among others, and how much it takes on. */
export const clusterSettings = {
  nodeName: optionalText(
    "a name without commas",
    "What this node is called in /v2/services, and how a task's `target` can mean it; the name of the machine if not said.",
  ),
  roles: listOf(
    /^(api|engine|executor)$/,
    "any of api, engine, executor",
    "What this node does: `api` answers requests, `engine` fires timers and triggers and takes over from nodes that have died, `executor` runs actions. All of it if not said. Every deployment needs each at one node at least.",
  ),
  executorTargets: listOf(
    /^[^,]+$/,
    "names",
    "Further names by which a task's `target` can mean this node, such as gpu or dmz. An action for a name that no living node has runs at any, as in Mistral.",
  ),
  projectWeights: listOf(
    /^[^=]+=[1-9]\d{0,3}$/,
    "PROJECT=TURNS",
    "Turns of projects where several wait for places, such as 9f2c=4: that one has four in each round. Each has one that is not named.",
  ),
  queueLimit: integer(
    10,
    10_000_000,
    10_000,
    "How many executions may wait at this node for a decision before it refuses to start more, with status 503 and Retry-After. One project may take up half of it.",
  ),
};

/** How long finished executions are kept. */
export const expirySettings = {
  expiryOlderThanMinutes: optionalInteger(
    1,
    Infinity,
    "How many minutes after its end an execution is deleted with all that belongs to it; never if not said. Mistral: older_than.",
  ),
  expiryMaxFinished: optionalInteger(
    0,
    Infinity,
    "How many executions are kept after their end, the youngest; all if not said. Mistral: max_finished_executions.",
  ),
  expiryIntervalSeconds: integer(
    1,
    86_400,
    60,
    "How many seconds lie between two looks for executions that have expired.",
  ),
  expiryBatchSize: integer(
    1,
    10_000,
    50,
    "How many executions are deleted in one transaction. Between two of them there is a pause as long as the last one took.",
  ),
  expiryIgnoredStates: listOf(
    /^(SUCCESS|ERROR|CANCELLED)$/,
    "any of SUCCESS, ERROR, CANCELLED",
    "Executions that ended so do not expire. Mistral: ignored_states.",
  ),
};
