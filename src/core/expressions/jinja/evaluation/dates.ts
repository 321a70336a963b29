import { difference, microsPerDay, PyDate, PyDateTime, PyTimeDelta, type Value } from "../../python/index.ts";

/** `left + right` where one is a point in time or both are timespans; undefined for anything else. */
export function addTimes(left: Value, right: Value): Value | undefined {
  if (left instanceof PyTimeDelta) {
    if (right instanceof PyTimeDelta) return new PyTimeDelta(left.microseconds + right.microseconds);
    return right instanceof PyDateTime ? right.plus(left) : undefined;
  }
  return left instanceof PyDateTime && right instanceof PyTimeDelta ? left.plus(right) : undefined;
}

/** `left - right` of points in time and timespans; undefined for anything else. */
export function subtractTimes(left: Value, right: Value): Value | undefined {
  if (left instanceof PyDate && right instanceof PyDate) {
    return new PyTimeDelta(BigInt(left.ordinal - right.ordinal) * BigInt(microsPerDay));
  }
  if (left instanceof PyDateTime && right instanceof PyDateTime) return difference(left, right);
  if (!(right instanceof PyTimeDelta)) return undefined;
  if (left instanceof PyDateTime) return left.minus(right);
  return left instanceof PyTimeDelta ? new PyTimeDelta(left.microseconds - right.microseconds) : undefined;
}
