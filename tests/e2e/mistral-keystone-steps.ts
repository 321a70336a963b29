/** A command of somebody and how it ends. */
export interface Step {
  readonly who: "anna" | "bob" | "root";
  readonly words: readonly string[];
  readonly code: number;
  readonly prints: RegExp;
  /** A field of its JSON output that later steps name as `<NAME>`. */
  readonly keeps?: readonly [name: string, field: string];
}

/** The files that the commands name. */
export const files: Readonly<Record<string, string>> = {
  "wf.yaml": "{version: '2.0', wf: {input: [{who: world}], tasks: {t: {action: std.noop}}}}",
  "cs.py": "class Hi: pass\n",
};

function as(who: Step["who"]) {
  const ends = (code: number) => (words: readonly string[], prints: RegExp, keeps?: Step["keeps"]) => ({
    who,
    words,
    code,
    prints,
    ...(keeps === undefined ? {} : { keeps }),
  });
  return { ok: ends(0), refused: ends(1) };
}

const [anna, bob, root] = [as("anna"), as("bob"), as("root")];
const json = ["-f", "json"];

/** Commands of users of two projects and of an admin, in their order. */
export const steps: readonly Step[] = [
  anna.ok(["workflow-create", "wf.yaml"], /\| wf /),
  anna.ok(["workflow-get", "wf", ...json], /"Project ID": "reds"/, ["workflow", "ID"]),
  bob.refused(["workflow-get", "<workflow>"], /Workflow not found/),
  anna.refused(["workflow-create", "wf.yaml", "--public", "--namespace", "n"], /Operation forbidden/),
  root.ok(["workflow-create", "wf.yaml", "--public", "--namespace", "n"], /\| public/),

  anna.ok(
    ["cron-trigger-create", "ct", "wf", "{}", "--pattern", "0 0 1 1 *"],
    /Next execution time +\| \d{4}-01-01 00:00:00/,
  ),
  anna.ok(
    ["cron-trigger-create", "ct2", "wf", "--first-time", "2099-01-01 00:00", "--utc"],
    /2099-01-01 00:00:00[^]*Remaining executions +\| 1 /,
  ),
  anna.refused(["cron-trigger-create", "ct", "wf", "--pattern", "0 0 1 1 *"], /Duplicate entry for cron trigger/),
  anna.refused(["cron-trigger-create", "ct3", "wf", "--pattern", "x"], /The specified pattern is not valid: x/),
  anna.ok(["cron-trigger-list"], /\| ct [^]*\| ct2 /),
  anna.ok(["cron-trigger-get", "ct"], /Pattern +\| 0 0 1 1 \*/),
  bob.refused(["cron-trigger-get", "ct"], /Cron trigger not found/),
  anna.refused(["workflow-delete", "wf"], /Can't delete workflow that has cron triggers associated/),
  anna.ok(["cron-trigger-delete", "ct", "ct2"], /ct2 has been accepted/),

  anna.ok(
    ["event-trigger-create", "et", "<workflow>", "openstack", "notification", "thing.done", "{}", ...json],
    /"Event": "thing\.done"/,
    ["event", "ID"],
  ),
  anna.ok(["event-trigger-list"], /\| et /),
  anna.ok(["event-trigger-get", "<event>"], /Exchange +\| openstack/),
  bob.refused(["event-trigger-get", "<event>"], /Event trigger not found/),
  anna.ok(["event-trigger-delete", "<event>"], /has been accepted/),

  anna.ok(["member-create", "<workflow>", "workflow", "blues"], /Status +\| pending/),
  anna.ok(["member-list", "<workflow>", "workflow"], /\| blues [^]*pending/),
  bob.ok(["member-update", "<workflow>", "workflow", "-m", "blues", "-s", "accepted"], /Status +\| accepted/),
  bob.ok(["member-get", "<workflow>", "workflow", "-m", "blues"], /Status +\| accepted/),
  bob.ok(["workflow-get", "<workflow>"], /Name +\| wf /),
  bob.ok(["execution-create", "wf"], /Workflow name +\| wf /),
  anna.ok(["member-delete", "<workflow>", "workflow", "blues"], /./),
  bob.refused(["workflow-get", "<workflow>"], /Workflow not found/),

  anna.ok(["service-list"], /engine_group/),

  anna.refused(["code-source-list"], /Operation forbidden/),
  root.ok(["code-source-create", "cs", "cs.py"], /Name +\| cs /),
  root.ok(["code-source-list"], /\| cs /),
  root.ok(["code-source-get", "cs"], /Version +\| 1|Name +\| cs/),
  root.ok(["code-source-get-content", "cs"], /class Hi/),
  root.ok(["code-source-update", "cs", "cs.py"], /Name +\| cs /),
  anna.refused(["dynamic-action-list"], /Operation forbidden/),
  root.ok(["dynamic-action-create", "da", "Hi", "cs"], /Name +\| da /),
  root.ok(["dynamic-action-list"], /\| da /),
  root.ok(["dynamic-action-get", "da"], /Hi/),
  root.ok(["dynamic-action-update", "da", "--class-name", "Ho"], /Ho/),
  root.ok(["dynamic-action-delete", "da"], /da has been accepted/),
  root.ok(["code-source-delete", "cs"], /'cs' has been accepted/),
];
