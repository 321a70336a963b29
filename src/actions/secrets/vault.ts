import { readFile } from "node:fs/promises";
import { isMap, parseJson, type Json } from "../../core/base/index.ts";
import { RefusedAddresses } from "../http/refused.ts";
import { send } from "../http/send.ts";
import { projectFolder } from "./project-folder.ts";
import type { SecretSettings, SecretSource, VaultSettings } from "./source.ts";

const timeoutMs = 10_000;
/** The deployment says where its store is, so it may be anywhere. */
const limits = { maxAnswerBytes: 1024 ** 2, refused: RefusedAddresses.read([]) };

/** Secrets of HashiCorp Vault or OpenBao: `PATH#FIELD`, the newest version. */
export function vaultSecrets({ vault, isByProject }: SecretSettings): SecretSource {
  return {
    kind: "vault",
    async read(name, project, signal) {
      if (vault === undefined) throw new Error("the setting secrets_vault_url names no store");
      const [path = "", field = ""] = name.split("#");
      const parts = [...(isByProject ? [projectFolder(project)] : []), ...path.split("/")];
      if (field === "" || parts.some((part) => part === "" || /^\.+$/.test(part))) {
        throw new Error("a secret of the store is named by PATH#FIELD");
      }
      return fieldOf(await ask(vault, parts, signal), field);
    },
  };
}

async function ask(
  { url, tokenFile, mount, namespace }: VaultSettings,
  parts: readonly string[],
  signal: AbortSignal,
): Promise<Json> {
  const token = (await readFile(tokenFile, "utf8")).trim();
  const path = [mount, "data", ...parts].map(encodeURIComponent).join("/");
  const answer = await send(
    {
      url: `${url.replace(/\/+$/, "")}/v1/${path}`,
      method: "GET",
      headers: { "X-Vault-Token": token, ...(namespace === undefined ? {} : { "X-Vault-Namespace": namespace }) },
      body: undefined,
      timeoutMs,
      followsRedirects: false,
      proxyUrl: undefined,
      verify: true,
    },
    limits,
    signal,
  );
  if (answer.status === 404) throw new Error("the store has no such secret");
  if (answer.status !== 200) throw new Error(`the store answered with status ${answer.status}`);
  return parseJson(new TextDecoder().decode(answer.body));
}

function fieldOf(answer: Json, field: string): string {
  const data = isMap(answer) ? answer["data"] : undefined;
  const fields = isMap(data) ? data["data"] : undefined;
  const value = isMap(fields) && Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (value === undefined || value === null) throw new Error(`the secret has no field '${field}'`);
  if (typeof value === "object") throw new Error(`the field '${field}' is no text`);
  return String(value);
}
