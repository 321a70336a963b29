import { InvalidArgumentError, Option, type Command } from "commander";
import { databaseBackup, databaseRestore, databaseStatus, databaseUpgrade, type BackupOptions } from "./database.ts";
import { doctorCommand, type DoctorOptions } from "./doctor.ts";
import { examples } from "./help/examples.ts";
import type { CliHost, GivenSettings } from "./host.ts";
import { documentOption } from "./offline/commands.ts";
import { serveCommand } from "./serve.ts";

/** The service itself, and its database. */
export function addService(program: Command, host: CliHost, done: (code: number) => void): void {
  const serve = program.command("serve").description("run the service until it is told to end");
  withSettings(serve, host).action(async (options: GivenSettings) => done(await serveCommand(host, options)));
  examples(serve, "ostro serve --port 8989 --database sqlite:ostro.db");
  const database = program.command("db").description("look after the database: its schema, backup and restore");
  const status = withSettings(database.command("status").description("show which step the schema is at"), host, [
    "database",
  ])
    .addOption(documentOption())
    .action(async (options: GivenSettings & { output?: string }) =>
      done(await databaseStatus(host, options, options.output)),
    );
  examples(status, "ostro db status --database sqlite:ostro.db");
  const upgrade = withSettings(database.command("upgrade").description("bring the schema up to date"), host, [
    "database",
  ]);
  upgrade.action(async (options: GivenSettings) => done(await databaseUpgrade(host, options)));
  examples(upgrade, "ostro db upgrade --database sqlite:ostro.db");
  addBackup(database, host, done);
  addDoctor(program, host, done);
}

function addBackup(database: Command, host: CliHost, done: (code: number) => void): void {
  const backup = database
    .command("backup")
    .description("copy the database into a file while services work with it")
    .argument("<file>", "the new file; it can be restored into SQLite and PostgreSQL alike");
  withSettings(backup, host, ["database"])
    .addOption(documentOption())
    .action(async (file: string, options: BackupOptions) => done(await databaseBackup(host, file, options)));
  examples(backup, "ostro db backup ostro.backup --database sqlite:ostro.db");
  const restore = database
    .command("restore")
    .description("put a backup into a database that no service works with")
    .argument("<file>", "the backup");
  withSettings(restore, host, ["database"])
    .option("--force", "replace what the database holds")
    .addOption(documentOption())
    .action(async (file: string, options: BackupOptions) => done(await databaseRestore(host, file, options)));
  examples(restore, "ostro db restore ostro.backup --database sqlite:restored.db");
}

function addDoctor(program: Command, host: CliHost, done: (code: number) => void): void {
  const doctor = program
    .command("doctor")
    .description("look for anything that does not move, and say what each execution waits for");
  withSettings(doctor, host, ["database"])
    .option("-e, --execution <id>", "explain this execution only")
    .option("-n, --limit <number>", "explain at most so many of those that are not finished", wholeNumber, 20)
    .option("--patience <seconds>", "how long something may wait before it is a problem", wholeNumber, 60)
    .addOption(documentOption())
    .action(async (options: DoctorOptions) => done(await doctorCommand(host, options)));
  examples(doctor, "ostro doctor --database sqlite:ostro.db", "ostro doctor --database sqlite:ostro.db --output json");
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(value);
}

/** Every setting of the service is an option of the command. */
function withSettings(command: Command, host: CliHost, only?: readonly string[]): Command {
  command.option("--config <file>", "configuration file, YAML or JSON (env: OSTRO_CONFIG)");
  for (const setting of host.settings) {
    if (only !== undefined && !only.includes(setting.name)) continue;
    const usual = setting.default === undefined ? "" : ` (default: ${setting.default})`;
    const description = `${setting.description} Must be ${setting.values}; env: ${setting.environment}${usual}`;
    const flags = setting.values === "true or false" ? `${setting.option} [value]` : `${setting.option} <value>`;
    command.addOption(new Option(flags, description).preset("true"));
  }
  return command;
}
