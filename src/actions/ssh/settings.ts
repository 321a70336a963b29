/** What a deployment says about SSH. */
export interface SshSettings {
  /**
   * What becomes of a host whose key is not known: it is refused (`yes`), or its key is written down (`accept-new`). A key that
   * differs from the known one is refused in both cases. With `no` nothing is checked. The words are OpenSSH's.
   */
  readonly hostKeyChecking: "yes" | "accept-new" | "no";
  /** The file of known hosts. */
  readonly knownHostsFile: string;
  /** Where `private_key_filename` is looked for when it is not an absolute path. */
  readonly keysFolder: string;
  /** Whether `proxy_command` may start a program on the machine of the service. */
  readonly allowsProxyCommand: boolean;
}
