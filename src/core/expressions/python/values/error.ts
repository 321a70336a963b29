/**
 * An exception that Python would have raised.
 *
 * `pyClass` is the class a user reads in the cause of a failed expression (`KeyError`, `ZeroDivisionError` ...), the message
 * is what Python's `str(error)` gives. The evaluators turn it into an ExpressionError.
 */
export class PyError extends Error {
  readonly pyClass: string;

  constructor(pyClass: string, message: string) {
    super(message);
    this.name = pyClass;
    this.pyClass = pyClass;
  }
}

/** A `TypeError`, by far the most frequent of all. */
export function typeError(message: string): PyError {
  return new PyError("TypeError", message);
}

/** A `ValueError`. */
export function valueError(message: string): PyError {
  return new PyError("ValueError", message);
}
