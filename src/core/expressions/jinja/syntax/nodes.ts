/**
 * The syntax tree of a Jinja template. `offset` is the place of a node's first token in the source, `line` its line,
 * counted from 1. A node that opens a scope lists in `names` what is assigned directly in that scope.
 */
interface At {
  readonly offset: number;
  readonly line: number;
}

export type Literal = null | boolean | number | bigint | string | { readonly float: number };

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

export interface Name extends At {
  readonly type: "name";
  readonly name: string;
}

export interface Const extends At {
  readonly type: "const";
  readonly value: Literal;
}

export interface TupleNode extends At {
  readonly type: "tuple";
  readonly items: readonly Expression[];
}

export interface Slice extends At {
  readonly type: "slice";
  readonly start: Expression | undefined;
  readonly stop: Expression | undefined;
  readonly step: Expression | undefined;
}

/** The arguments of a call, a filter or a test. */
export interface Arguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly { readonly name: string; readonly value: Expression }[];
  /** `*value` */
  readonly spread: Expression | undefined;
  /** `**value` */
  readonly spreadKeywords: Expression | undefined;
}

export interface Call extends At, Arguments {
  readonly type: "call";
  readonly callee: Expression;
}

export interface FilterNode extends At, Arguments {
  readonly type: "filter";
  readonly name: string;
  /** What is piped in; undefined where a block's text is. */
  readonly operand: Expression | undefined;
}

export interface TestNode extends At, Arguments {
  readonly type: "test";
  readonly name: string;
  readonly operand: Expression;
}

export type Expression =
  | Name
  | Const
  | TupleNode
  | Slice
  | Call
  | FilterNode
  | TestNode
  | (At & { readonly type: "list"; readonly items: readonly Expression[] })
  | (At & { readonly type: "dict"; readonly entries: readonly (readonly [Expression, Expression])[] })
  | (At & { readonly type: "attribute"; readonly object: Expression; readonly name: string })
  | (At & { readonly type: "item"; readonly object: Expression; readonly index: Expression })
  | (At & { readonly type: "not" | "neg" | "pos"; readonly operand: Expression })
  | (At & { readonly type: "and" | "or"; readonly left: Expression; readonly right: Expression })
  | (At & {
      readonly type: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (At & { readonly type: "concat"; readonly parts: readonly Expression[] })
  | (At & {
      readonly type: "compare";
      readonly first: Expression;
      readonly rest: readonly { readonly operator: CompareOperator; readonly operand: Expression }[];
    })
  | (At & {
      readonly type: "condition";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression | undefined;
    });

/** `ns.name` on the left of a set. */
export interface NamespaceTarget extends At {
  readonly type: "namespace";
  readonly name: string;
  readonly attribute: string;
}

export interface TupleTarget extends At {
  readonly type: "tuple";
  readonly items: readonly Target[];
}

export type Target = Name | NamespaceTarget | TupleTarget;

export interface Parameter {
  readonly name: string;
  readonly defaultValue: Expression | undefined;
}

/** A list of statements with a scope of its own. */
export interface Scoped {
  readonly body: readonly Statement[];
  readonly names: ReadonlySet<string>;
}

export interface For extends At {
  readonly type: "for";
  readonly target: Target;
  readonly iterable: Expression;
  readonly test: Expression | undefined;
  readonly isRecursive: boolean;
  readonly loop: Scoped;
  readonly otherwise: Scoped;
}

export interface Macro extends At {
  readonly type: "macro";
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly scope: Scoped;
}

export interface CallBlock extends At {
  readonly type: "call block";
  readonly call: Call;
  readonly parameters: readonly Parameter[];
  readonly scope: Scoped;
}

export interface Block extends At {
  readonly type: "block";
  readonly name: string;
  readonly isScoped: boolean;
  readonly isRequired: boolean;
  readonly scope: Scoped;
}

export type Statement =
  | For
  | Macro
  | CallBlock
  | Block
  | (At & { readonly type: "text"; readonly text: string })
  | (At & { readonly type: "print"; readonly values: readonly Expression[] })
  | (At & {
      readonly type: "if";
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    })
  | (At & { readonly type: "set"; readonly target: Target; readonly value: Expression })
  | (At & {
      readonly type: "set block";
      readonly target: Target;
      readonly filter: FilterNode | undefined;
      readonly scope: Scoped;
    })
  | (At & {
      readonly type: "with";
      readonly targets: readonly Target[];
      readonly values: readonly Expression[];
      readonly scope: Scoped;
    })
  | (At & { readonly type: "filter block"; readonly filter: FilterNode; readonly scope: Scoped })
  | (At & { readonly type: "autoescape"; readonly isOn: Expression; readonly scope: Scoped })
  /** include, import, from and extends: there is nothing to load from. */
  | (At & { readonly type: "load"; readonly names: readonly string[]; readonly template: Expression });

export interface Template extends Scoped {
  /** Every named block, wherever it stands. */
  readonly blocks: readonly Block[];
}
