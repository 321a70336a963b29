import { isList, isMap, type Json, type JsonMap } from "../../core/base/index.ts";
import { failed, optional, raised, reasonOf, required, succeeded, type Action, type Parameter } from "../action.ts";
import type { Sandbox } from "./sandbox.ts";

/** Code that came through the interface: JavaScript, and the class or function in it that is an action. */
export interface Code {
  readonly content: string;
  readonly className: string;
}

/** What the code says of its action. */
export interface CodeManual {
  readonly description: string;
  /** Undefined when it takes any arguments. */
  readonly parameters: readonly Parameter[] | undefined;
}

/**
 * Asks code what its action is called with: `static input = ["who", {times: 1}]` of a class, or the same property of a function, in
 * the form in which ad-hoc actions say their input; and `description`.
 *
 * @throws Error when the code does not run, has no such class or function, or says its input in another form
 */
export async function describeCode(sandbox: Sandbox, code: Code, signal: AbortSignal): Promise<CodeManual> {
  const said = await sandbox.run(
    program(
      code,
      `(() => {
        const entry = ${entryOf(code)};
        if (typeof entry !== "function") throw new TypeError("${code.className} is no class and no function");
        return { input: entry.input ?? null, description: String(entry.description ?? "") };
      })()`,
    ),
    null,
    signal,
  );
  const { input = null, description = "" } = isMap(said) ? said : {};
  return {
    description: typeof description === "string" ? description : "",
    parameters: input === null ? undefined : parametersOf(input, code.className),
  };
}

/**
 * An action that runs code in the sandbox. Of a class an object is made with the input, and its `run(context)` gives the result; a
 * function is called with input and context. Either may be asynchronous. An error with `data` is seen with its data.
 *
 * @param name as workflows call it
 */
export function dynamicAction(name: string, code: Code, manual: CodeManual, sandbox: Sandbox): Action {
  return {
    name,
    description: manual.description,
    parameters: manual.parameters ?? [],
    takesAnything: manual.parameters === undefined,
    className: code.className,
    isAsync: false,
    async run(input, { actionId, taskId, executionId, workflowName, signal }) {
      const context = {
        action_execution_id: actionId,
        task_execution_id: taskId,
        workflow_execution_id: executionId,
        workflow_name: workflowName,
      };
      try {
        const answer = await sandbox.run(callOf(code), { input, context }, signal);
        const outcome: JsonMap = isMap(answer) ? answer : {};
        return Object.hasOwn(outcome, "data") ? failed(outcome["data"] ?? null) : succeeded(outcome["value"] ?? null);
      } catch (error) {
        signal.throwIfAborted();
        return raised(code.className, actionId, reasonOf(error));
      }
    },
  };
}

function callOf(code: Code): string {
  return program(
    code,
    `(async () => {
      const entry = ${entryOf(code)};
      const isClass = typeof entry === "function" && String(entry).startsWith("class");
      try {
        const value = isClass ? await new entry($ostro.input).run($ostro.context) : await entry($ostro.input, $ostro.context);
        return { value };
      } catch (error) {
        if (typeof error === "object" && error !== null && "data" in error) return { data: error.data };
        throw error;
      }
    })()`,
  );
}

/** The code comes first, so that lines in messages are its own; \`export\` before a declaration does not matter here. */
function program({ content }: Code, ending: string): string {
  const script = content.replaceAll(
    /^([ \t]*)export\s+(?:default\s+)?(?=(?:class|function|async|const|let|var)\b)/gm,
    "$1",
  );
  return `const $ostro = globalThis.$; ${script}\n;${ending}`;
}

function entryOf({ className }: Code): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(className)) throw new Error(`'${className}' is no name of a class or function`);
  return className;
}

function parametersOf(input: Json, className: string): Parameter[] {
  if (!isList(input)) throw new Error(`'input' of ${className} must be a list, such as ["who", {times: 1}]`);
  return input.flatMap((one) => {
    if (typeof one === "string") return [required(one)];
    if (isMap(one)) return Object.entries(one).map(([name, value]) => optional(name, value));
    throw new Error(`'input' of ${className} must have names and maps of names to defaults`);
  });
}
