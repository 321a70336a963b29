/** A row with the same name exists already, or another uniqueness was hurt. Nothing was written. */
export class Duplicate extends Error {
  /** The kind of record: `workflow`, `workbook`, `action definition`, `environment`, `execution`, `action`. */
  readonly kind: string;

  constructor(kind: string) {
    super(`There is already such a ${kind}`);
    this.name = "Duplicate";
    this.kind = kind;
  }
}

/** The marker of a list is not among the rows that its query may see. */
export class MarkerNotFound extends Error {
  readonly marker: string;

  constructor(marker: string) {
    super(`No row has the marker's id ${marker}`);
    this.name = "MarkerNotFound";
    this.marker = marker;
  }
}

/** Another process works with the same SQLite file. */
export class DatabaseInUse extends Error {
  constructor(path: string) {
    super(`The database ${path} is in use by another process`);
    this.name = "DatabaseInUse";
  }
}

/** The database cannot be reached, is not a database, or its address is wrong. */
export class DatabaseUnusable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "DatabaseUnusable";
  }
}

/** The schema is not the one this version works with: newer (made by a later Ostro), or older and not to be upgraded now. */
export class SchemaMismatch extends Error {
  readonly found: string;
  readonly isNewer: boolean;

  constructor(found: string, known: string, isNewer: boolean) {
    super(
      isNewer
        ? `The database has schema ${found}, which is newer than ${known}, the newest that this version knows`
        : `The database has schema ${found} and must first be upgraded to ${known}`,
    );
    this.name = "SchemaMismatch";
    this.found = found;
    this.isNewer = isNewer;
  }
}
