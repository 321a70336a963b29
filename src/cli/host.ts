import type { Transport } from "../client/index.ts";
import type { JsonMap } from "../core/base/index.ts";
import type { SystemAction } from "../core/rehearse/index.ts";

/** Settings given on the command line, by name; what is not given comes from the environment, the file or the default. */
export type GivenSettings = Readonly<Record<string, unknown>>;

/** What the command line gets from outside: the process around it, and a service in the same process. */
export interface CliHost {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard output is a terminal that a person looks at. */
  readonly isTerminal: boolean;
  /** Characters of a line, and lines; 0 where there is no terminal. */
  readonly columns: number;
  readonly rows: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readFile(path: string): Promise<string>;
  /** Writes a file that only its owner can read, and the folders above it. */
  writeFile(path: string, text: string): Promise<void>;
  /** Lines of standard input, as they come. */
  readonly lines: () => AsyncIterable<string>;
  /** Resolves when the person or the system asks the process to end. */
  readonly interrupted: () => Promise<void>;
  /** Starts a service in this process, without a socket. @throws ServiceProblem */
  startService(settings: GivenSettings): Promise<LocalService>;
  /** Starts a service that listens. @throws ServiceProblem */
  serve(settings: GivenSettings): Promise<ListeningService>;
  readonly database: {
    status(settings: GivenSettings): Promise<SchemaReport>;
    upgrade(settings: GivenSettings): Promise<readonly string[]>;
    /** Copies it into a file, while services work with it. @throws ServiceProblem */
    backUp(settings: GivenSettings, file: string): Promise<BackupReport>;
    /** Puts a backup into it. @throws ServiceProblem */
    restore(settings: GivenSettings, file: string, isForced: boolean): Promise<BackupReport>;
    /**
     * Looks for what does not move.
     *
     * @returns undefined when there is no such execution
     */
    examine(settings: GivenSettings, examination: Examination): Promise<Examined | undefined>;
  };
  /** The actions that a service knows, as far as a rehearsal needs to know them. */
  readonly actions: readonly SystemAction[];
  /** Settings of a service, as options: name, values, default, meaning. */
  readonly settings: readonly SettingOption[];
  readonly version: string;
}

/** One setting of a service as an option. */
export interface SettingOption {
  readonly name: string;
  readonly option: string;
  readonly environment: string;
  readonly values: string;
  readonly default: string | number | boolean | undefined;
  readonly description: string;
}

export interface LocalService {
  readonly transport: Transport;
  stop(): Promise<void>;
}

export interface ListeningService {
  readonly url: string;
  readonly database: string;
  stop(): Promise<void>;
}

export interface SchemaReport {
  readonly current: string | null;
  readonly latest: string;
  readonly pending: readonly string[];
}

/** What a backup holds. */
export interface BackupReport {
  readonly schema: string;
  readonly tables: number;
  readonly rows: number;
  readonly executions: number;
  readonly workflows: number;
  readonly bytes: number;
}

/** What the doctor is to look at. */
export interface Examination {
  /** Only this execution is explained; else the oldest ones that are not finished. */
  readonly executionId?: string;
  /** Most executions that are explained. */
  readonly limit: number;
  /** How long something may wait before it is a problem, in milliseconds. */
  readonly patienceMs: number;
}

/** What the doctor says, for people and for programs. */
export interface Examined {
  readonly isHealthy: boolean;
  readonly text: string;
  readonly document: JsonMap;
}

/** A service or its database failed to start, in one line for a person. */
export class ServiceProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ServiceProblem";
  }
}

/** Whether colours are wanted where they would be seen: NO_COLOR, `--no-color` and a dumb terminal turn them off. */
export function isColored({ isTerminal, environment }: CliHost): boolean {
  return isTerminal && (environment["NO_COLOR"] ?? "") === "" && environment["TERM"] !== "dumb";
}

/** Whether lines that are drawn already can be drawn anew. */
export function canRedraw({ isTerminal, environment }: CliHost): boolean {
  return isTerminal && environment["TERM"] !== "dumb";
}
