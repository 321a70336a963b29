import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "./project-folder.ts";
import type { SecretSettings, SecretSource } from "./source.ts";

/** Secrets in files of a folder, as container platforms mount them. A line end at the end is not part of the secret. */
export function fileSecrets({ folder, isByProject }: SecretSettings): SecretSource {
  return {
    kind: "file",
    async read(name, project, signal) {
      if (folder === undefined) throw new Error("the setting secrets_folder names no folder");
      if (name.split("/").some((part) => part === "" || part.startsWith(".")) || name.includes("\\")) {
        throw new Error("the name of a file must not leave its folder");
      }
      const path = join(folder, isByProject ? projectFolder(project) : "", name);
      const text = await readFile(path, { encoding: "utf8", signal }).catch((error: unknown) => {
        const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
        throw new Error(`there is no such file (${code})`);
      });
      return text.replace(/\r?\n$/, "");
    },
  };
}
