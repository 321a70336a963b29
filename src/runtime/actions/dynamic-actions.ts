import { describeCode, dynamicAction, type Action, type CodeManual, type Sandbox } from "../../actions/index.ts";
import type { Store } from "../../store/index.ts";

const mostManuals = 1000;

/** Actions whose code came through the interface: found by name, and run in the sandbox as their code is now. */
export class DynamicActions {
  readonly #store: Store;
  readonly #sandbox: Sandbox;
  /** By code source, version and class; what was written once does not change. */
  readonly #manuals = new Map<string, CodeManual>();

  constructor(store: Store, sandbox: Sandbox) {
    this.#store = store;
    this.#sandbox = sandbox;
  }

  /**
   * Finds an action: in the namespace, then in the default one.
   *
   * @returns undefined when there is none
   */
  async find(name: string, namespace: string, project: string): Promise<Action | undefined> {
    const { dynamicActions, codeSources } = this.#store;
    const found =
      (await dynamicActions.find(name, namespace, project)) ??
      (namespace === "" ? undefined : await dynamicActions.find(name, "", project));
    const source = found && (await codeSources.get(found.codeSourceId, "all"));
    if (found === undefined || source === undefined) return undefined;
    const code = { content: source.content, className: found.className };
    const key = `${source.id} ${source.version} ${found.className}`;
    const manual = this.#manuals.get(key) ?? (await this.#describe(key, code));
    return dynamicAction(name, code, manual, this.#sandbox);
  }

  /** Code that cannot be asked takes anything; what is wrong with it shows when it runs. */
  async #describe(key: string, code: { readonly content: string; readonly className: string }): Promise<CodeManual> {
    try {
      const manual = await describeCode(this.#sandbox, code, new AbortController().signal);
      if (this.#manuals.size >= mostManuals) this.#manuals.clear();
      this.#manuals.set(key, manual);
      return manual;
    } catch {
      return { description: "", parameters: undefined };
    }
  }
}
