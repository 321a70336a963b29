import { optional, raised, reasonOf, required, succeeded, type Action } from "../action.ts";
import type { Sandbox } from "./sandbox.ts";

/**
 * `std.js` and `std.javascript`, which are the same.
 *
 * @param sandbox where scripts run
 */
export function javascriptActions(sandbox: Sandbox): Action[] {
  return ["std.js", "std.javascript"].map((name) => ({
    name,
    description:
      "Runs JavaScript and gives back what it returns. `script` is the body of a function, which sees `context` as `$`; " +
      "it reaches no files and no network, and its time and memory are limited.",
    parameters: [required("script"), optional("context")],
    className: "mistral.actions.std_actions.JavaScriptAction",
    isAsync: false,
    async run({ script, context = null }, { actionId, signal }) {
      if (typeof script !== "string") {
        return raised("JavaScriptAction", actionId, "JavaScriptAction failed: 'script' must be a text");
      }
      try {
        return succeeded(await sandbox.run(`function f() { ${script}\n}\nf()`, context, signal));
      } catch (error) {
        if (signal.aborted) throw error;
        return raised("JavaScriptAction", actionId, `JavaScriptAction failed: ${reasonOf(error)}`);
      }
    },
  }));
}
