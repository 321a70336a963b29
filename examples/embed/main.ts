/**
 * A shop that runs its orders as workflows: the whole service lives within this program, keeps its executions in a file (or in
 * PostgreSQL, with DATABASE=postgres://...), and is used without a socket.
 */
import { readFile } from "node:fs/promises";
import { createOstro } from "ostro";
import type { Execution } from "ostro/client";
import { readWorkflows } from "ostro/core";
import { shopActions, type Stock } from "./actions.ts";

const definition = await readFile(new URL("order.yaml", import.meta.url), "utf8");
// The core needs no service: what is wrong with a definition is known before anything starts.
const { problems } = readWorkflows(definition);
if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));

const stock: Stock = new Map([
  ["lamp", { count: 5, price: 20 }],
  ["chair", { count: 1, price: 75 }],
]);
const letters: string[] = [];
const ostro = await createOstro({
  database: process.env["DATABASE"] ?? "sqlite:shop.db",
  logLevel: "warn",
  actions: shopActions(stock, letters),
});

const { client } = ostro;
const isKnown = (await Array.fromAsync(client.workflows.list())).some(({ name }) => name === "order");
await (isKnown ? client.workflows.update(definition) : client.workflows.create(definition));

async function order(item: string, count: number, customer: string): Promise<Execution> {
  const { id } = await client.executions.start({ workflow_name: "order", input: { item, count, customer } });
  await ostro.ended(id);
  return client.executions.get(id);
}

const orders = [await order("lamp", 2, "Ada"), await order("chair", 1, "Grace"), await order("chair", 1, "Edsger")];
const lines = [
  ...orders.map(({ state, input, output }) => `${state} ${input} ${output}`),
  ...letters.toSorted(),
  `${stock.get("lamp")?.count} lamps are left`,
];
process.stdout.write(`${lines.join("\n")}\n`);
await ostro.stop();
