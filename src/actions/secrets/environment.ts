import type { SecretSettings, SecretSource } from "./source.ts";

/** Secrets in variables of the service's environment. */
export function environmentSecrets({ environmentPrefix, isByProject }: SecretSettings): SecretSource {
  return {
    kind: "env",
    async read(name) {
      if (isByProject) throw new Error("variables belong to no project; use file: or vault:");
      if (!/^\w+$/.test(name)) throw new Error("the name of a variable has letters, digits and _ only");
      const value = process.env[`${environmentPrefix}${name}`];
      if (value === undefined) throw new Error(`the environment has no ${environmentPrefix}${name}`);
      return value;
    },
  };
}
