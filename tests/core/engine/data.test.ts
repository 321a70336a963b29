import { describe, expect, it } from "vitest";
import { reload, Scene } from "./scene.ts";

describe("publish", () => {
  it("goes to the branch, in which a later value replaces an older one", () => {
    const scene = Scene.start(`
w:
  tasks:
    a: {publish: {x: {a: 1}, y: 1}, on-success: [b, c]}
    b: {publish: {x: {b: 2}}}
    c: {publish: {z: <% $.x %>}}
`);
    expect(scene.execution.output).toEqual({ x: { a: 1, b: 2 }, y: 1, z: { a: 1 } });
  });

  it("global variables are seen in every branch at once, and hide inputs", () => {
    const scene = Scene.start(
      `
w:
  input: [g]
  tasks:
    a: {action: std.async_noop, publish: {seen: <% $.g %>}}
    b: {on-success: {publish: {global: {g: new}}, next: [noop]}}
`,
      { g: "old" },
    );
    scene.succeed("a");
    expect(scene.execution).toMatchObject({ output: { seen: "new" }, publishedGlobal: { g: "new" } });
  });

  it("merges a map over a global map, and keeps it", () => {
    const scene = Scene.start(`
w:
  vars: {m: {a: 1}}
  tasks:
    a: {on-success: {publish: {global: {m: {b: 2}}}, next: [b]}}
    b: {publish: {seen: <% $.m %>}}
`);
    expect(scene.execution).toMatchObject({ output: { seen: { a: 1, b: 2 } }, publishedGlobal: {} });
  });

  it("prefers on-complete to the short form, and the short form to on-success", () => {
    const scene = Scene.start(`
w:
  tasks:
    a:
      publish: {x: short, y: short}
      on-success: {publish: {branch: {x: long, y: long, z: long}}}
      on-complete: {publish: {branch: {y: always}}}
`);
    expect(scene.task("a").published).toEqual({ x: "short", y: "always", z: "long" });
  });

  it("is safe for names that mean something to JavaScript", () => {
    const scene = Scene.start(
      "w: {tasks: {a: {publish: {__proto__: {x: 1}, constructor: 2}, on-success: b}, b: {publish: {r: <% $.constructor %>}}}}",
    );
    expect(Object.entries(scene.execution.output ?? {})).toEqual([
      ["__proto__", { x: 1 }],
      ["constructor", 2],
      ["r", 2],
    ]);
  });

  it("of the whole context is plain data", () => {
    const scene = Scene.start("w: {tasks: {a: {publish: {x: 1}, on-success: b}, b: {publish: {all: '<% [$] %>'}}}}");
    expect(reload(scene.stage.state(scene.id)).execution.output).toMatchObject({ all: [{ x: 1 }] });
  });
});

describe("a reverse workflow", () => {
  const body = `
w:
  type: reverse
  tasks:
    base: {publish: {b: 1}}
    left: {requires: [base], publish: {l: <% $.b %>}}
    right: {requires: [base], action: std.async_noop, publish: {r: 2}}
    top: {requires: [left, right], publish: {t: <% $.l + $.r %>}}
    other: {action: std.noop}
`;

  it("runs what its target needs, each when its requirements are met", () => {
    const scene = Scene.start(body, {}, { task_name: "top" });
    expect(scene.states.toSorted()).toEqual(["base SUCCESS", "left SUCCESS", "right RUNNING"]);
    scene.succeed("right");
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: { b: 1, l: 1, r: 2, t: 3 } });
  });

  it("ends in ERROR when a requirement fails", () => {
    const scene = Scene.start(body, {}, { task_name: "top" });
    scene.fail("right", "no");
    expect(scene.execution.state).toBe("ERROR");
    expect(scene.execution.stateInfo).toMatch(
      /^Failure caused by error in tasks: right\n\n {2}right \[task_ex_id=.*\] -> no\n/,
    );
  });

  it("ends at once where the requirements go round in a circle", () => {
    const scene = Scene.start(
      "w: {type: reverse, tasks: {a: {requires: [b]}, b: {requires: [a]}}}",
      {},
      { task_name: "a" },
    );
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: {} });
  });
});

describe("long runs", () => {
  const size = process.env["OSTRO_LONG"] === "1" ? 100_000 : 5000;

  it("a loop of very many rounds ends", () => {
    const scene = Scene.start(
      `
w:
  input: [max]
  tasks:
    s: {publish: {n: 0}, on-success: a}
    a: {publish: {n: <% $.n + 1 %>}, on-success: [a: <% $.n < $.max %>]}
`,
      { max: size },
    );
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: { n: size } });
  });

  it("a context of very many variables is found again after a reload, without recursion", () => {
    const count = 2000;
    const tasks = Array.from(
      { length: count },
      (_, i) => `    t${i}: {publish: {v${i}: ${i}}, on-success: t${i + 1}}\n`,
    );
    const scene = Scene.start(
      `w:\n  tasks:\n${tasks.join("")}    t${count}: {action: std.async_noop}\n`,
      {},
      {},
      { steps: count + 1, onDecided: reload },
    );
    scene.succeed(`t${count}`);
    expect(Object.keys(scene.execution.output ?? {})).toHaveLength(count);
  });
});
