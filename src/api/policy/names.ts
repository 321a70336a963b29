const adminOrOwner = "rule:admin_or_owner";
const adminOnly = "rule:admin_only";

/** Reading and writing of a resource, open to every caller within its project. */
const readAndWrite = {
  create: adminOrOwner,
  delete: adminOrOwner,
  get: adminOrOwner,
  list: adminOrOwner,
  update: adminOrOwner,
} as const;

/** The same where it may be made public, which is for admins. */
const withPublic = { ...readAndWrite, publicize: adminOnly } as const;

const forAdmins = {
  create: adminOnly,
  delete: adminOnly,
  get: adminOnly,
  list: adminOnly,
  update: adminOnly,
  publicize: adminOnly,
} as const;

/** What may be done with each resource, and who may do it by default: Mistral 15's rules, and those of newer versions. */
const rights = {
  actions: withPublic,
  action_executions: readAndWrite,
  audit_log: { get: adminOnly, list: adminOnly },
  code_sources: forAdmins,
  cron_triggers: { ...withPublic, "list:all_projects": adminOnly },
  dynamic_actions: forAdmins,
  environments: withPublic,
  event_triggers: { ...withPublic, "list:all_projects": adminOnly },
  events: { create: adminOrOwner },
  executions: { ...readAndWrite, "list:all_projects": adminOnly },
  maintenance: { get: adminOnly, update: adminOnly },
  members: readAndWrite,
  quotas: { delete: adminOnly, get: adminOrOwner, update: adminOnly },
  services: { list: adminOrOwner },
  tasks: { get: adminOrOwner, list: adminOrOwner, update: adminOrOwner },
  workbooks: withPublic,
  workers: {
    create: adminOrOwner,
    list: adminOnly,
    update: adminOrOwner,
    "update:all_projects": adminOnly,
  },
  workflows: { ...withPublic, "list:all_projects": adminOnly },
} as const;

type Rights = typeof rights;

/** A call as a policy names it: `workflows:create`. */
export type CallName = { [Resource in keyof Rights]: `${Resource}:${keyof Rights[Resource] & string}` }[keyof Rights];

/** The default policy, as texts. */
export const defaultRules: Readonly<Record<string, string>> = {
  admin_only: "is_admin:True",
  admin_or_owner: "is_admin:True or project_id:%(project_id)s",
  ...Object.fromEntries(
    Object.entries(rights).flatMap(([resource, calls]) =>
      Object.entries(calls).map(([call, rule]) => [`${resource}:${call}`, rule]),
    ),
  ),
};
