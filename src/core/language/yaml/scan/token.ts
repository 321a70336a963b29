/** A piece of YAML; the type is the name that error messages use for it. */
export type Token = ScalarToken | TagToken | DirectiveToken | MarkToken;

export interface MarkToken {
  readonly type:
    | "<stream end>"
    | "<document start>"
    | "<document end>"
    | "<block sequence start>"
    | "<block mapping start>"
    | "<block end>"
    | "["
    | "]"
    | "{"
    | "}"
    | ","
    | "-"
    | "?"
    | ":";
  readonly start: number;
  readonly end: number;
}

export interface ScalarToken {
  readonly type: "<scalar>";
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** Written without quotes and not as a block: its type is guessed from its text. */
  readonly isPlain: boolean;
}

export interface TagToken {
  readonly type: "<tag>";
  readonly start: number;
  readonly end: number;
  /** `!`, `!!`, `!name!`; undefined for a verbatim tag. */
  readonly handle: string | undefined;
  readonly suffix: string;
}

export interface DirectiveToken {
  readonly type: "<directive>";
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Of `%YAML` the version's numbers, of `%TAG` handle and prefix, of others nothing. */
  readonly values: readonly string[];
}

export type TokenType = Token["type"];
