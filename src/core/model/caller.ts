/** Who asks. Every query is scoped by `project`. */
export interface Caller {
  readonly project: string;
  readonly user: string;
  readonly roles: readonly string[];
}
