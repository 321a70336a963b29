import { expect, test } from "vitest";
import { Shelf } from "./shelf.ts";

const baseBook = `version: '2.0'
name: base_wb
workflows:
  deploy:
    tasks:
      roll: {workflow: rollout, on-success: [ping]}
      ping: {action: probe}
      any: {workflow: <% $.name %>}
  rollout: {tasks: {go: {action: std.noop}}}
actions:
  probe: {base: std.http, base-input: {url: http://lb}}
`;
const shopBook = `version: '2.0'
name: shop_wb
workflows:
  deploy_shop:
    extends: base_wb.deploy
    tasks:
      warm: {after: roll, workflow: rollout}
  rollout: {tasks: {warm_cache: {action: std.noop}}}
`;

test("names of another workbook are bound where they were written, the child's own are not", () => {
  const shelf = new Shelf();
  shelf.upload(baseBook, { isWorkbook: true });
  const { problems } = shelf.upload(shopBook, { isWorkbook: true });
  expect(problems.map(({ code, path, workflow }) => `${workflow} ${code} ${path}`)).toEqual([
    "shop_wb.deploy_shop INH-W1 tasks.any.workflow",
  ]);
  const { spec, provenance } = shelf.get("shop_wb.deploy_shop");
  expect(spec).toEqual({
    tasks: {
      roll: { workflow: "base_wb.rollout", "on-success": ["warm"] },
      ping: { action: "base_wb.probe" },
      any: { workflow: "<% $.name %>" },
      warm: { workflow: "rollout", "on-success": ["ping"] },
    },
  });
  expect(provenance["/tasks/ping/action"]).toMatchObject([
    { wf: "base_wb.deploy", op: "set", was: "probe" },
    { wf: "shop_wb.deploy_shop", op: "bind" },
  ]);
});

test("binding is no change: two children of one parent, in and out of its workbook, do not conflict", () => {
  const shelf = new Shelf();
  shelf.upload(
    baseBook.replace("actions:", "  inner: {extends: deploy, override: {roll: {workflow: other}}}\nactions:"),
    {
      isWorkbook: true,
    },
  );
  shelf.upload("version: '2.0'\nouter: {extends: base_wb.deploy, tags: [x]}");
  const { results, problems } = shelf.flatten("version: '2.0'\nboth: {extends: [outer, base_wb.inner]}");
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(results.get("both")?.spec).toMatchObject({
    tasks: { roll: { workflow: "other" }, ping: { action: "base_wb.probe" } },
  });
});

test("the same name in a namespace specialises the one in the default namespace", () => {
  const shelf = new Shelf();
  const own = "version: '2.0'\nnotify: {extends: notify, override: {send: {action: pager.call}}}";
  expect(shelf.upload(own).problems.map(({ code }) => code)).toEqual(["INH-001"]);
  shelf.upload("version: '2.0'\nnotify: {tasks: {send: {action: mail.send}}}");
  const { results, problems } = shelf.upload(own, { namespace: "prod" });
  expect(problems).toEqual([]);
  expect(results.get("notify")?.parents).toMatchObject([{ name: "notify", namespace: "" }]);
});

test("a namespace that is named is the only one that is looked in", () => {
  const shelf = new Shelf();
  shelf.upload("version: '2.0'\np: {tasks: {t: {action: std.noop}}}");
  const { problems } = shelf.flatten(
    "version: '2.0'\np: {tasks: {u: {action: std.noop}}}\nc: {extends: {name: p, namespace: elsewhere}, tags: [x]}",
  );
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["INH-001 extends"]);
});

test("a cycle over what is stored is found", () => {
  const shelf = new Shelf();
  shelf.upload(
    "version: '2.0'\na: {tasks: {t: {action: std.noop}}}\nb: {extends: a, tags: [b]}\nc: {extends: b, tags: [c]}",
  );
  const { problems } = shelf.flatten("version: '2.0'\na: {extends: c, tags: [a]}");
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["INH-003 extends"]);
});

test("of a cycle in a document only its first workflow is told, and nothing of what descends from it", () => {
  const { problems, results } = new Shelf().flatten(`version: '2.0'
z: {extends: a, remove: [tasks.nothing]}
a: {extends: c, tags: [a]}
b: {extends: a, tags: [b]}
c: {extends: b, tags: [c]}
fine: {tasks: {t: {action: std.noop}}}
`);
  expect(problems.map(({ code, workflow }) => `${workflow} ${code}`)).toEqual(["a INH-003"]);
  expect([...results.keys()]).toEqual(["fine"]);
});
