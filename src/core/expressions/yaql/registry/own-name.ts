/**
 * The name under which `def` registers a function: trailing underscores fall, and `my_func` becomes `myFunc`, as all names of
 * the language are in camelCase.
 */
export function ownName(name: string): string {
  const bare = name.replace(/_+$/, "");
  const first = bare.charAt(0);
  if (first === "" || /^\p{L}/u.test(bare)) return camelCase(bare);
  const finish = bare.indexOf(first, 1);
  return finish <= 1 ? bare : bare.slice(0, finish + 1) + ownName(bare.slice(finish + 1));
}

function camelCase(name: string): string {
  return name.replaceAll(/(?!^)_([\p{L}\p{N}_])/gu, (_matched, letter: string) => letter.toUpperCase());
}
