import { choice, flag, integer, list, optionalText, text } from "./kinds.ts";

/** What actions may do and reach. */
export const actionSettings = {
  actionsModules: list(
    "paths or names of packages",
    "Modules with actions of your own, see docs/guide/custom-actions.md. Paths start at the working folder; in the environment and as an option they are separated by commas.",
  ),
  actionsByKeyword: flag(
    false,
    "Load the actions of packages that the package.json of the working folder depends on and that have the keyword ostro-actions.",
  ),
  actionsThreads: integer(
    1,
    1000,
    8,
    "How many actions of such modules run at the same time, each in a thread of its own.",
  ),
  actionsMemoryMb: integer(32, 65_536, 512, "How much memory such a thread may use, in MiB."),
  workerActions: list(
    "names of actions",
    "Actions that external workers serve at /v2/workers, such as acme.deploy, or acme.* for all that begin so.",
  ),
  httpMaxAnswerMb: integer(
    1,
    1024,
    32,
    "The largest body of an answer that std.http and openstack.request take, in MiB.",
  ),
  httpRefusedAddresses: list(
    "addresses, ranges such as 10.0.0.0/8, or the words loopback, link-local, private",
    "Where std.http, std.mistral_http, openstack.request and notifications must not go, whatever name leads there. The word link-local includes the metadata service of clouds, 169.254.169.254.",
  ),
  smtpVerify: flag(true, "Check the certificate of a mail server that std.email logs in to."),
  sshHostKeyChecking: choice(
    ["yes", "accept-new", "no"],
    "yes",
    "What std.ssh does with the key of a host, in OpenSSH's words: with yes it must be known, with accept-new one of an unknown host is written down, with no nothing is checked.",
  ),
  sshKnownHosts: optionalText("the path of a file", "The known hosts; ~/.ssh/known_hosts if not said."),
  sshKeysFolder: optionalText(
    "the path of a folder",
    "Where std.ssh looks for `private_key_filename`; ~/.ssh if not said.",
  ),
  sshProxyCommand: flag(
    false,
    "Let `proxy_command` of std.ssh_proxied start a program on this machine. Whoever may run workflows can then run anything here.",
  ),
  javascriptThreads: integer(1, 1000, 2, "How many scripts of std.js run at the same time."),
  javascriptTimeoutSeconds: integer(1, 3600, 10, "How much processor time a script of std.js may use, in seconds."),
  javascriptMemoryMb: integer(16, 2048, 64, "How much memory a script of std.js may use, in MiB."),
  openstackCloudsFile: optionalText(
    "the path of a file",
    "The clouds.yaml of openstack.request. Whoever may run workflows can call these clouds by their logins.",
  ),
};

/** Where secrets are that workflows refer to. */
export const secretSettings = {
  secretsEnvPrefix: text(
    /^\w+$/,
    "OSTRO_SECRET_",
    "letters, digits and _",
    'How variables begin that workflows may refer to: {"$secret": "env:MAIL"} is OSTRO_SECRET_MAIL. No other variable can be read.',
  ),
  secretsFolder: optionalText("the path of a folder", 'The folder of files that {"$secret": "file:NAME"} refers to.'),
  secretsVaultUrl: optionalText(
    "a URL",
    'HashiCorp Vault or OpenBao, such as https://vault:8200, for {"$secret": "vault:PATH#FIELD"} (version 2 of the key-value engine).',
  ),
  secretsVaultTokenFile: optionalText("the path of a file", "The file with the token for it, read at each call."),
  secretsVaultMount: text(/^\S+$/, "secret", "a name", "Where its key-value engine is mounted."),
  secretsVaultNamespace: optionalText("a name", "Its namespace, where it has any."),
  secretsByProject: flag(
    false,
    "Let each project read only what lies in a folder of its own name, among the files and in the store. Variables can then not be read.",
  ),
};
