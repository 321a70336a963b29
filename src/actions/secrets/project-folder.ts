/**
 * The folder of a project: its name, which must be one that stays where it is put.
 *
 * @throws Error when the name would lead elsewhere
 */
export function projectFolder(project: string): string {
  if (!/^[\w<>@-][\w<>@.-]*$/.test(project)) throw new Error("the project has a name that is no name of a folder");
  return project;
}
