/** Text of a parent of many tasks, one after the other, each with a way to one common handler of errors. */
export function parentText(count: number, timeoutSeconds = 60): string {
  const tasks = Array.from({ length: count }, (_, index) =>
    [
      `    task_${index}:`,
      `      action: std.http url="http://host/${index}" method="POST"`,
      `      input: {body: {id: <% $.id_${index} %>, kind: order, list: [1, 2, 3]}, headers: {accept: json}}`,
      `      publish: {result_${index}: <% task().result.content %>, seen_${index}: true}`,
      `      retry: count=3 delay=5`,
      `      timeout: ${timeoutSeconds}`,
      ...(index < count - 1 ? [`      on-success: [task_${index + 1}]`] : []),
      `      on-error: [{handler: <% $.is_handled %>}]`,
    ].join("\n"),
  );
  const head = "version: '2.0'\nbase:\n  input: [{id: 1}]\n  tasks:\n    handler: {action: std.noop}\n";
  return `${head}${tasks.join("\n")}\n`;
}

/** Text of a child of it, with an edit of each kind. */
export function childText(count: number, name = "child"): string {
  const last = count - 1;
  return `version: '2.0'
${name}:
  extends: base
  remove: [tasks.*.publish.seen_${last}, tasks.task_3.timeout]
  override:
    task_1: {timeout: 120, input: {body: {id: 2}}}
    task_${last}: {on-success: [super, report]}
  tasks:
    report: {action: std.echo output="done"}
    check: {before: task_5, action: std.noop}
`;
}
