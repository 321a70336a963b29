import type { PyTimeDelta, Zone } from "../../../python/index.ts";
import { offsetZone, utc } from "../../../python/index.ts";

/** The zone with that offset from UTC. */
export function zoneOf(offset: PyTimeDelta): Zone {
  return offset.microseconds === 0n ? utc : offsetZone(Number(offset.microseconds), null);
}
