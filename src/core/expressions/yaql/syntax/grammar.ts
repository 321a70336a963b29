/**
 * How tightly operators bind: a higher number binds tighter. All binary operators are left associative but `->`.
 */
export const binaryPower: ReadonlyMap<string, number> = new Map([
  [".", 120],
  ["?.", 120],
  ["=~", 90],
  ["!~", 90],
  ["*", 80],
  ["/", 80],
  ["mod", 80],
  ["+", 70],
  ["-", 70],
  [">", 60],
  ["<", 60],
  [">=", 60],
  ["<=", 60],
  ["!=", 60],
  ["=", 60],
  ["in", 60],
  ["and", 40],
  ["or", 30],
  ["->", 20],
]);

/** `x[i]` binds weaker than a dot. */
export const indexPower = 110;

/** Signs bind weaker than an index (`-x[0]` is `-(x[0])`), `not` weaker than a comparison. */
export const unaryPower: ReadonlyMap<string, number> = new Map([
  ["+", 100],
  ["-", 100],
  ["not", 50],
]);

export const rightAssociative = "->";
