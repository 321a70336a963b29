/** One place where secrets are kept. */
export interface SecretSource {
  /** The word before the colon of a reference. */
  readonly kind: string;
  /**
   * Reads a secret.
   *
   * @param name what stands after the colon
   * @param project whose action asks
   * @returns the secret's text
   * @throws Error that says why there is none; its text never has the secret
   */
  read(name: string, project: string, signal: AbortSignal): Promise<string>;
}

/** What a deployment says about secrets. */
export interface SecretSettings {
  /** `env:NAME` is the variable of this prefix and NAME; nothing else of the service's environment can be read. */
  readonly environmentPrefix: string;
  /** `file:NAME` is a file in this folder; undefined when there is none. */
  readonly folder: string | undefined;
  /** `vault:PATH#FIELD` is a field of a secret of HashiCorp Vault (or OpenBao), version 2 of its key-value engine. */
  readonly vault: VaultSettings | undefined;
  /** Whether a project reads only what lies in a folder of its own name; variables then belong to nobody. */
  readonly isByProject: boolean;
}

export interface VaultSettings {
  /** Such as `https://vault:8200`. */
  readonly url: string;
  /** The file that has the token; read at each call, since agents renew it. */
  readonly tokenFile: string;
  /** Where the engine is mounted. */
  readonly mount: string;
  readonly namespace: string | undefined;
}
