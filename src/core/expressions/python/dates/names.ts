export const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const weekdays = indexOf(weekdayNames);
const months = indexOf(monthNames);

/** The weekday of a name, full or of three letters, in any case; 0 for Monday. */
export function weekdayIndex(name: string): number | undefined {
  return weekdays.get(name.toLowerCase());
}

/** The month of a name, full or of three letters, in any case; 1 for January. */
export function monthNumber(name: string): number | undefined {
  const index = months.get(name.toLowerCase());
  return index === undefined ? undefined : index + 1;
}

function indexOf(names: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  names.forEach((name, place) => {
    const lower = name.toLowerCase();
    index.set(lower, place);
    index.set(lower.slice(0, 3), place);
  });
  return index;
}
