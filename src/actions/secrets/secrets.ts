import { isList, isMap, type Json, type JsonMap } from "../../core/base/index.ts";
import { reasonOf } from "../action.ts";
import { environmentSecrets } from "./environment.ts";
import { fileSecrets } from "./file.ts";
import { readReference } from "./reference.ts";
import { scrub } from "./scrub.ts";
import type { SecretSettings, SecretSource } from "./source.ts";
import { vaultSecrets } from "./vault.ts";

/** The places where a deployment keeps secrets. */
export function secretSources(settings: SecretSettings): readonly SecretSource[] {
  return [environmentSecrets(settings), fileSecrets(settings), vaultSecrets(settings)];
}

/**
 * The secrets of one call of an action: read at the moment of the call, kept until its result is there, and taken out of that
 * result. What is stored has the references only.
 */
export class CallSecrets {
  readonly #sources: readonly SecretSource[];
  readonly #project: string;
  readonly #signal: AbortSignal;
  readonly #read = new Set<string>();

  /** @param project whose action it is */
  constructor(sources: readonly SecretSource[], project: string, signal: AbortSignal) {
    this.#sources = sources;
    this.#project = project;
    this.#signal = signal;
  }

  /**
   * Puts secrets in the place of references, at any depth.
   *
   * @throws Error that names the reference, without any secret
   */
  async resolve(input: JsonMap): Promise<JsonMap> {
    const resolved = await this.#resolve(input);
    return isMap(resolved) ? resolved : {};
  }

  /**
   * Reads one secret.
   *
   * @param reference KIND:NAME
   * @throws Error that names the reference
   */
  async read(reference: string): Promise<string> {
    const at = reference.indexOf(":");
    const source = this.#sources.find(({ kind }) => kind === reference.slice(0, Math.max(0, at)));
    if (source === undefined) {
      const kinds = this.#sources.map(({ kind }) => `${kind}:NAME`).join(", ");
      throw new Error(`Failed to read the secret '${reference}': it must be one of ${kinds}`);
    }
    const secret = await source.read(reference.slice(at + 1), this.#project, this.#signal).catch((error: unknown) => {
      this.#signal.throwIfAborted();
      throw new Error(`Failed to read the secret '${reference}': ${reasonOf(error)}`);
    });
    if (secret === "") throw new Error(`Failed to read the secret '${reference}': it is empty`);
    this.#read.add(secret);
    return secret;
  }

  /** @returns the value without any secret that was read so far */
  scrub(value: Json): Json {
    return this.#read.size === 0 ? value : scrub(value, [...this.#read]);
  }

  async #resolve(value: Json): Promise<Json> {
    const reference = readReference(value);
    if (reference !== undefined) return reference.format.replaceAll("{}", await this.#quoted(reference.secret));
    if (isList(value)) return Promise.all(value.map((one) => this.#resolve(one)));
    if (!isMap(value)) return value;
    const entries = Object.entries(value).map(async ([key, one]) => [key, await this.#resolve(one)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** In a replacement `$` has a meaning. */
  async #quoted(reference: string): Promise<string> {
    return (await this.read(reference)).replaceAll("$", "$$$$");
  }
}
