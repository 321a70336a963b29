/** What a backup holds, or what was restored from it. */
export interface BackupSummary {
  /** Step of the schema. */
  readonly schema: string;
  readonly tables: number;
  readonly rows: number;
  readonly executions: number;
  readonly workflows: number;
  /** Size of the file, in bytes. */
  readonly bytes: number;
}
