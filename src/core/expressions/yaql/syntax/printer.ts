import { Float } from "../../../base/index.ts";
import type { ArgumentNode, Constant, Node } from "./node.ts";

/**
 * Writes an expression in its usual form.
 *
 * @param node a tree that {@link parse} gave
 * @returns a source that parses to the same tree but for the places
 */
export function print(node: Node): string {
  switch (node.type) {
    case "constant":
      return printConstant(node.value);
    case "keyword":
      return node.name;
    case "variable":
      return `$${node.name}`;
    case "parentheses":
      return `(${print(node.inner)})`;
    case "unary":
      return node.operator === "not" ? `not ${print(node.operand)}` : `${node.operator}${print(node.operand)}`;
    case "binary":
      return `${print(node.left)}${printOperator(node.operator, node.right)}${print(node.right)}`;
    case "call":
      return `${node.name}(${printArguments(node.args)})`;
    case "index":
      return `${print(node.target)}[${printArguments(node.args)}]`;
    case "list":
      return `[${printArguments(node.args)}]`;
    case "map":
      return `{${printArguments(node.args)}}`;
  }
}

/** A dot is tight before a word or a call; elsewhere it needs room (`1 . 2` is not `1.2`). */
function printOperator(operator: string, right: Node): string {
  const isTight = (operator === "." || operator === "?.") && (right.type === "keyword" || right.type === "call");
  return isTight ? operator : ` ${operator} `;
}

function printArguments(args: readonly ArgumentNode[]): string {
  return args
    .map((arg) => {
      if (arg.type === "empty") return "";
      return arg.type === "rule" ? `${print(arg.source)} => ${print(arg.destination)}` : print(arg);
    })
    .join(", ");
}

function printConstant(value: Constant["value"]): string {
  if (typeof value === "string") return quoted(value);
  if (value instanceof Float) return decimal(value.value);
  return typeof value === "number" && !Number.isInteger(value) ? decimal(value) : String(value);
}

function quoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `'${text.replaceAll(/[\\'\n\r\t]/g, (character) => escapes[character] as string)}'`;
}

/** A float without an exponent, which the language does not know. */
function decimal(value: number): string {
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return Number.isInteger(value) ? `${mantissa}.0` : mantissa;
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  return `${digits.padEnd(point, "0")}.0`;
}
