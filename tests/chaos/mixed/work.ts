/** Workflows of every kind that lives on over a crash, each with what it must have done and answered at its end. */
export const definitions = `
version: '2.0'

chaos.items:
  input: [ledger, run]
  output: {all: <% $.all %>}
  tasks:
    each:
      with-items: i in <% [1, 2, 3, 4] %>
      concurrency: 3
      action: std.http url="<% $.ledger %>/<% $.run %>/safe/item-<% $.i %>"
      safe-rerun: true
      publish: {all: <% task().result.content %>}

chaos.retries:
  input: [ledger, run]
  output: {told: <% $.told %>}
  tasks:
    stubborn:
      action: std.http url="<% $.ledger %>/<% $.run %>/flaky/stubborn"
      safe-rerun: true
      retry: {count: 4, delay: 1}
      publish: {told: <% task().result.content %>}

chaos.leaf:
  input: [ledger, run, name]
  output: {leaf: <% $.leaf %>}
  tasks:
    only:
      action: std.http url="<% $.ledger %>/<% $.run %>/once/<% $.name %>"
      publish: {leaf: <% task().result.content %>}

chaos.branch:
  input: [ledger, run]
  output: {leaves: <% $.leaves.leaf %>}
  tasks:
    leaves:
      with-items: name in <% ['leaf-a', 'leaf-b'] %>
      workflow: chaos.leaf ledger=<% $.ledger %> run=<% $.run %> name=<% $.name %>
      publish: {leaves: <% task().result %>}

chaos.tree:
  input: [ledger, run]
  output: {below: <% $.below %>, end: <% $.end %>}
  tasks:
    branch:
      workflow: chaos.branch ledger=<% $.ledger %> run=<% $.run %>
      publish: {below: <% task().result.leaves %>}
      on-success: end
    beside:
      action: std.http url="<% $.ledger %>/<% $.run %>/safe/beside"
      safe-rerun: true
      on-success: end
    end:
      join: all
      action: std.http url="<% $.ledger %>/<% $.run %>/safe/end"
      safe-rerun: true
      publish: {end: <% task().result.content %>}

chaos.waits:
  input: [ledger, run]
  output: {first: <% $.first %>, second: <% $.second %>}
  tasks:
    first:
      wait-before: 1
      action: std.http url="<% $.ledger %>/<% $.run %>/safe/first"
      safe-rerun: true
      wait-after: 1
      publish: {first: <% task().result.content %>}
      on-success: second
    second:
      action: std.http url="<% $.ledger %>/<% $.run %>/once/second"
      timeout: 120
      publish: {second: <% task().result.content %>}

chaos.async:
  input: [ledger, run]
  output: {answer: <% $.answer %>}
  tasks:
    ask:
      action: std.mistral_http url="<% $.ledger %>/<% $.run %>/async/ask"
      safe-rerun: true
      publish: {answer: <% task().result.answer %>}

chaos.parent:
  input: [ledger, run]
  output: {a: <% $.a %>}
  tasks:
    a:
      action: std.http url="<% $.ledger %>/<% $.run %>/safe/parent-a"
      safe-rerun: true
      publish: {a: <% task().result.content %>}

chaos.inherited:
  extends: chaos.parent
  output: {b: <% $.b %>}
  override:
    a: {on-success: [b]}
  tasks:
    b:
      action: std.http url="<% $.ledger %>/<% $.run %>/once/child-b"
      publish: {b: <% task().result.content %>}
`;

/** What one kind of execution has done, once it has succeeded. */
interface Kind {
  readonly workflow: string;
  /** Names of deeds, each after `/RUN`. */
  readonly deeds: readonly string[];
  /** @param deed the answer of the ledger to a deed of that name */
  readonly output: (deed: (name: string) => string) => unknown;
}

const kinds: readonly Kind[] = [
  {
    workflow: "chaos.items",
    deeds: [1, 2, 3, 4].map((i) => `/safe/item-${i}`),
    output: (deed) => ({ all: [1, 2, 3, 4].map((i) => deed(`/safe/item-${i}`)) }),
  },
  {
    workflow: "chaos.retries",
    deeds: ["/flaky/stubborn"],
    output: (deed) => ({ told: deed("/flaky/stubborn") }),
  },
  {
    workflow: "chaos.tree",
    deeds: ["/once/leaf-a", "/once/leaf-b", "/safe/beside", "/safe/end"],
    output: (deed) => ({ below: [deed("/once/leaf-a"), deed("/once/leaf-b")], end: deed("/safe/end") }),
  },
  {
    workflow: "chaos.waits",
    deeds: ["/safe/first", "/once/second"],
    output: (deed) => ({ first: deed("/safe/first"), second: deed("/once/second") }),
  },
  {
    workflow: "chaos.async",
    deeds: ["/async/ask"],
    output: (deed) => ({ answer: deed("/async/ask") }),
  },
  {
    workflow: "chaos.inherited",
    deeds: ["/safe/parent-a", "/once/child-b"],
    output: (deed) => ({ a: deed("/safe/parent-a"), b: deed("/once/child-b") }),
  },
];

/** One execution that was asked for, and what it is to come to. */
export interface Run {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
}

/** @returns the kind of the run with that number, and its name among the deeds */
export function runOf(n: number, id: string): Run {
  const kind = kinds[n % kinds.length];
  if (kind === undefined) throw new Error("there are no kinds");
  return { id, name: `run-${n}`, kind };
}
