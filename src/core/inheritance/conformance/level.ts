/** How much of a parent's contract and behaviour a child keeps (design, section 11), weakest first. */
export const levelNames = ["none", "interface", "life-cycle", "protocol", "projection", "protocol-projection"] as const;

export type Level = (typeof levelNames)[number];

export function isLevel(text: string): text is Level {
  return levelNames.some((name) => name === text);
}

/** What each level grants: `protocol` and `projection` do not imply each other. */
const strength: Readonly<Record<Level, number>> = {
  none: 0,
  interface: 1,
  "life-cycle": 3,
  protocol: 7,
  projection: 11,
  "protocol-projection": 15,
};

/** Whether the first level grants all that the second does. */
export function isAtLeast(level: Level, demanded: Level): boolean {
  return (strength[level] & strength[demanded]) === strength[demanded];
}

/** The weakest level that grants all that the given ones do. */
export function joinLevels(levels: Iterable<Level>): Level {
  let bits = 0;
  for (const level of levels) bits |= strength[level];
  return levelNames.find((name) => strength[name] === bits) ?? "none";
}
