/**
 * Python's `repr` of a float: the shortest digits that read back as the same number, always with a point or an exponent
 * (`2.0`, `1e+16`, `1e-05`, `inf`, `nan`).
 */
export function floatText(value: number): string {
  const size = Math.abs(value);
  if (size < 1e16 && size >= 1e-4) {
    const text = String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  if (size === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (Number.isNaN(value)) return "nan";
  if (size === Infinity) return value > 0 ? "inf" : "-inf";
  const text = value.toExponential();
  const at = text.indexOf("e");
  const exponent = text.slice(at + 2);
  return `${text.slice(0, at)}e${text.charAt(at + 1)}${exponent.padStart(2, "0")}`;
}
