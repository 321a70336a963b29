import { expectText } from "../evaluation/expect.ts";
import { decodeBytes, type PyBytes } from "../values/bytes.ts";
import { method, type Methods } from "./method.ts";

/** The methods of `bytes`. */
export const bytesMethods: Methods<PyBytes> = new Map([
  method<PyBytes>("decode", [["encoding", "utf-8"]], (_evaluation, bytes, encoding) =>
    decodeBytes(bytes, expectText(encoding, "decode() argument 'encoding'")),
  ),
  method<PyBytes>("hex", [], (_evaluation, { bytes }) =>
    bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(""),
  ),
]);
