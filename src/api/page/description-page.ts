import { escapeHtml } from "../http/page.ts";
import { schemaHtml, type Schema } from "./schema-html.ts";
import { style } from "./description-style.ts";

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content & { readonly description?: string }>>;
}

/** An OpenAPI document, as far as the page shows it. */
export interface Description {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Call extends Operation {
  readonly method: string;
  readonly path: string;
}

/** An OpenAPI document as a page: its calls by tag, each with what it takes and answers. No script is needed to read it. */
export function descriptionPage({ info, tags = [], paths = {}, components }: Description): string {
  const schemas = components?.schemas ?? {};
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]): Call => ({ ...call, method: method.toUpperCase(), path })),
  );
  const groups = tags.map(({ name, description = "" }) => ({
    name,
    description,
    calls: calls.filter((call) => call.tags?.[0] === name),
  }));
  const links = groups.map(({ name, calls: own }) => {
    return `<li><a href="#${name}">${escapeHtml(name)}</a> <small>${own.length}</small></li>`;
  });
  const sections = groups.map(({ name, description, calls: own }) => {
    const heading = `<h2 id="${name}">${escapeHtml(name)}</h2><p>${escapeHtml(description)}.</p>`;
    return `<section>${heading}${own.map((call) => callHtml(call, schemas)).join("")}</section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(info.title)}: REST interface</title>
<style>${style}</style></head><body>
<nav aria-label="Resources"><a class="title" href="#top">${escapeHtml(info.title)}</a><ul>${links.join("")}</ul></nav>
<main id="top"><h1>REST interface</h1>
<p>${escapeHtml(info.description ?? "")}, version ${escapeHtml(info.version)}. For programs the same stands in
<a href="openapi.json">openapi.json</a>. A call opens with what it takes and answers.</p>
<p>Where callers have to say who they are, a token goes into <code>X-Auth-Token</code> or
<code>Authorization: Bearer</code>. Lists give a <code>next</code> link where more follows.</p>
${sections.join("\n")}</main></body></html>
`;
}

function callHtml(call: Call, schemas: Readonly<Record<string, Schema>>): string {
  const { method, path, summary = "", description = "", operationId = "" } = call;
  const parts = [
    `<p>${codeHtml(description)}</p>`,
    parametersHtml(call.parameters ?? []),
    ...contentHtml("Body", call.requestBody, schemas),
    ...Object.entries(call.responses ?? {}).flatMap(([status, answer]) => {
      const title = `Answer ${status}: ${answer.description ?? ""}`;
      const content = contentHtml(title, answer, schemas);
      return content.length > 0 ? content : [`<h4>${escapeHtml(title)}</h4>`];
    }),
  ];
  const line = `<span class="method ${method}">${method}</span> <code>${escapeHtml(path)}</code> <span>${escapeHtml(summary)}</span>`;
  return `<details id="${operationId}"><summary>${line}</summary><div>${parts.join("")}</div></details>`;
}

function parametersHtml(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(({ name, in: where, required, description, schema }) => {
    const about = description ?? (typeof schema?.["description"] === "string" ? schema["description"] : "");
    const need = required === true ? "required" : "";
    const cells = [`<code>${escapeHtml(name)}</code>`, where, need, escapeHtml(about)];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  return `<h4>Parameters</h4><table><tbody>${rows.join("")}</tbody></table>`;
}

function contentHtml(title: string, content: Content | undefined, schemas: Readonly<Record<string, Schema>>): string[] {
  const entries = Object.entries(content?.content ?? {});
  if (entries.length === 0) return [];
  const shown = entries.map(([type, { schema = {} }]) => {
    return `<p class="type">${escapeHtml(type)}</p><div class="schema">${schemaHtml(schema, schemas)}</div>`;
  });
  // Texts of definitions are taken in any of several types, which mean the same.
  const [first = ""] = shown;
  const types = entries.map(([type]) => escapeHtml(type)).join(", ");
  const isSame = new Set(entries.map(([, { schema }]) => JSON.stringify(schema))).size === 1;
  const body = isSame ? first.replace(/<p class="type">.*?<\/p>/, `<p class="type">${types}</p>`) : shown.join("");
  return [`<h4>${escapeHtml(title)}</h4>${body}`];
}

/** Words between backticks are code. */
function codeHtml(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}
