/**
 * The command line: one file for each command, tables and trees for people, JSON for programs.
 *
 * It knows the service only through the client, and files through the core; it opens no database and runs no workflow
 * itself.
 */
export { ServiceProblem } from "./host.ts";
export type { CliHost } from "./host.ts";
export { runCli } from "./program.ts";
