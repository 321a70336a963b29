/** One command of the `mistral` client and how it ends. */
export interface Step {
  /** The command and its arguments; `<name>` stands for a value that an earlier step kept. */
  readonly words: readonly string[];
  readonly code: number;
  /** What it must print. */
  readonly prints: RegExp;
  /** Fields of its JSON output that later steps need, by the name they are kept under; of a list, those of its first row. */
  readonly keeps: Readonly<Record<string, string>>;
  /** Repeated until it prints that: something happens meanwhile. */
  readonly isRepeated: boolean;
}

/** The files that the commands name. */
export const files: Readonly<Record<string, string>> = {
  "wf.yaml": `
version: '2.0'
wf:
  input: [{who: world}]
  output: {greeting: <% $.greeting %>}
  tasks:
    greet:
      action: std.echo output="hello <% $.who %>"
      publish: {greeting: <% task().result %>}
`,
  "wb.yaml": `
version: '2.0'
name: wb
workflows:
  inner: {tasks: {t: {action: std.noop}}}
`,
  "fail.yaml": `{version: '2.0', fail: {tasks: {t: {action: std.fail}}}}`,
  "slow.yaml": `{version: '2.0', slow: {tasks: {wait: {action: std.async_noop}}}}`,
  "nest.yaml": `{version: '2.0', nest: {tasks: {below: {workflow: wf who="nest"}}}}`,
  "bad.yaml": `{version: '2.0', bad: {tasks: {t: {action: std.noop, colour: red}}}}`,
  "ac.yaml": `{version: '2.0', ac: {base: std.echo, base-input: {output: <% $.x %>}, input: [x]}}`,
  "env.json": `{"name": "env", "description": "d", "variables": {"k": 1}}`,
};

function step(code: number, words: readonly string[], prints: RegExp, keeps: Step["keeps"] = {}): Step {
  return { words, code, prints, keeps, isRepeated: false };
}

function ends(words: readonly string[], prints: RegExp, keeps: Step["keeps"] = {}): Step {
  return { ...step(0, words, prints, keeps), isRepeated: true };
}

function ok(words: readonly string[], prints: RegExp, keeps: Step["keeps"] = {}): Step {
  return step(0, words, prints, keeps);
}

function refused(words: readonly string[], prints: RegExp): Step {
  return step(1, words, prints);
}

const json = ["-f", "json"];

/** The commands that a recording made with a real Mistral 15, in its order; exit codes are the recorded ones. */
export const steps: readonly Step[] = [
  ok(["workbook-create", "wb.yaml"], /Name +\| wb /),
  ok(["workbook-list"], /\| wb /),
  ok(["workbook-get", "wb"], /Name +\| wb /),
  ok(["workbook-get-definition", "wb"], /name: wb/),
  ok(["workbook-update", "wb.yaml"], /Name +\| wb /),
  ok(["workbook-validate", "wb.yaml"], /Valid +\| True/),
  ok(["workbook-validate", "bad.yaml"], /Valid +\| False/),
  refused(["workbook-create", "wb.yaml"], /Duplicate entry for WorkbookDefinition/),
  ok(["workflow-create", "wf.yaml"], /\| wf /),
  ok(["workflow-create", "fail.yaml"], /\| fail /),
  ok(["workflow-create", "slow.yaml"], /\| slow /),
  ok(["workflow-create", "nest.yaml"], /\| nest /),
  refused(
    ["workflow-create", "bad.yaml"],
    /Invalid DSL: Additional properties are not allowed \('colour' was unexpected\)/,
  ),
  refused(["workflow-create", "wf.yaml", "--namespace", "ns", "--public"], /Operation forbidden/),
  ok(["workflow-list"], /\| wb\.inner [^]*\| wf [^]*\| who/),
  ok(
    ["workflow-list", "--filter", "name=has:w", "--limit", "1", "--sort_keys", "name", "--sort_dirs", "desc"],
    /\| wf /,
  ),
  ok(["workflow-get", "wf"], /Name +\| wf /),
  ok(["workflow-get-definition", "wf"], /action: std\.echo output=/),
  ok(["workflow-update", "wf.yaml"], /\| wf /),
  ok(["workflow-validate", "wf.yaml"], /Valid +\| True/),
  ok(["workflow-validate", "bad.yaml"], /Valid +\| False[^]*colour/),
  ok(["workflow-list", "--filter", "name=wf", ...json], /"Name": "wf"/, { workflow: "ID" }),
  ok(["workflow-update", "wf.yaml", "--id", "<workflow>"], /\| wf /),
  refused(["workflow-get", "nope"], /Workflow not found \[workflow_identifier=nope, namespace=\]/),
  ok(["action-create", "ac.yaml"], /\| ac /),
  ok(["action-list", "--sort_keys", "name", "--limit", "2"], /\| ac /),
  ok(["action-get", "ac"], /Name +\| ac /),
  ok(["action-get", "std.echo"], /Name +\| std\.echo/),
  ok(["action-get-definition", "ac"], /base: std\.echo/),
  ok(["action-update", "ac.yaml"], /\| ac /),
  ok(["action-validate", "ac.yaml"], /Valid +\| True/),
  ok(["environment-create", "env.json"], /Name +\| env /),
  ok(["environment-list"], /\| env /),
  ok(["environment-get", "env"], /"k": 1/),
  ok(["environment-update", "env.json"], /Name +\| env /),
  ok(["execution-create", "wf", '{"who": "me"}', '{"env": {"a": 1}}', "-d", "text", ...json], /"State": "RUNNING"/, {
    execution: "ID",
  }),
  ends(["execution-get", "<execution>"], /State +\| SUCCESS/),
  ok(["execution-list"], /\| wf [^]*SUCCESS/),
  ok(["execution-list", "--oldest", "--limit", "1"], /<execution>/),
  ok(["execution-list", "--rootsonly"], /<execution>/),
  ok(["execution-list", "--filter", "state=SUCCESS", "--limit", "2"], /<execution>/),
  ok(["execution-get-input", "<execution>"], /"who": "me"/),
  ok(["execution-get-output", "<execution>"], /"greeting": "hello me"/),
  ok(["execution-get-report", "<execution>"], /workflow 'wf' \[SUCCESS\] <execution>/),
  ok(["execution-get-report", "--no-errors-only", "<execution>"], /task 'greet' \[SUCCESS\]/),
  ok(["execution-get-published", "<execution>"], /^\{\}\s*$/),
  ok(["execution-get-sub-executions", "<execution>"], /<execution>/),
  ok(["execution-update", "<execution>", "-d", "new text"], /Description +\| new text/),
  ok(["task-list", "<execution>", ...json], /"Name": "greet"/, { task: "ID" }),
  ok(["task-list"], /\| greet /),
  ok(["task-list", "--filter", "state=SUCCESS", "--limit", "1"], /\| greet /),
  ok(["task-get", "<task>"], /State +\| SUCCESS/),
  ok(["task-get-result", "<task>"], /^"hello me"\s*$/),
  ok(["task-get-published", "<task>"], /"greeting": "hello me"/),
  ok(["task-get-sub-executions", "<task>"], /ID/),
  ok(["action-execution-list", "<task>", ...json], /"Name": "std\.echo"/, { action: "ID" }),
  ok(["action-execution-list"], /\| std\.echo /),
  ok(["action-execution-get", "<action>"], /State +\| SUCCESS/),
  ok(["action-execution-get-input", "<action>"], /"output": "hello me"/),
  ok(["action-execution-get-output", "<action>"], /"result": "hello me"/),
  ok(["run-action", "std.echo", '{"output": "x"}'], /\{"result": "x"\}/),
  ok(["run-action", "std.echo", '{"output": "x"}', "-s"], /Name +\| std\.echo/),
  ok(["run-action", "std.noop", "--run-sync"], /\{"result": null\}/),
  ok(["run-action", "ac", '{"x": "through ac"}'], /through ac/),
  refused(["run-action", "no.such"], /no\.such/),
  ok(["execution-create", "fail", ...json], /"State": "RUNNING"/, { failed: "ID" }),
  ends(["execution-get", "<failed>"], /State +\| ERROR/),
  ok(["task-list", "<failed>", ...json], /"State": "ERROR"/, { failedTask: "ID" }),
  ok(["task-rerun", "<failedTask>", "--env", '{"k": 2}'], /Name +\| t /),
  ends(["execution-get-report", "<failed>"], /task 't' \[ERROR\]/),
  ok(["execution-create", "-s", "<execution>"], /Workflow name +\| wf /),
  ok(["execution-create", "nest", ...json], /"State": "RUNNING"/, { nest: "ID" }),
  ends(["execution-get-sub-executions", "<nest>"], /\| nest [^]*\| wf /),
  ok(["execution-create", "slow", ...json], /"State": "RUNNING"/, { slow: "ID" }),
  ends(["task-list", "<slow>", ...json], /"State": "RUNNING"/, { slowTask: "ID" }),
  ok(["action-execution-list", "<slowTask>", ...json], /"State": "RUNNING"/, { slowAction: "ID" }),
  ok(["execution-update", "<slow>", "-s", "PAUSED"], /State +\| PAUSED/),
  ok(["execution-update", "<slow>", "-s", "RUNNING", "-e", '{"x": 1}'], /State +\| RUNNING/),
  refused(["execution-delete", "<slow>"], /Only completed executions can be deleted/),
  ok(["action-execution-update", "<slowAction>", "--state", "SUCCESS", "--output", '{"r": 1}'], /State +\| SUCCESS/),
  ends(["execution-get", "<slow>"], /State +\| SUCCESS/),
  ok(["execution-delete", "<slow>"], /Request to delete execution <slow> has been accepted/),
  refused(["execution-delete", "--force", "<slow>"], /WorkflowExecution not found \[id=<slow>\]/),
  refused(["action-execution-delete", "<action>"], /./),
  ok(["environment-delete", "env"], /env has been accepted/),
  ok(["action-delete", "ac"], /ac has been accepted/),
  refused(["action-delete", "std.echo"], /./),
  refused(["member-list", "<workflow>", "workflow"], /./),
  refused(["code-source-list"], /./),
  refused(["dynamic-action-list"], /./),
  ok(["execution-delete", "<execution>"], /has been accepted/),
  refused(["workflow-delete", "wf", "fail", "slow", "nope"], /Unable to delete the specified workflow/),
  ok(["workbook-delete", "wb"], /wb has been accepted/),
];
