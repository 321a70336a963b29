/** Upper ends of the classes that durations of calls are counted in, in seconds. */
export const callSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The same for commits, by a clock that counts milliseconds. */
export const commitSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** The same for actions, which may last hours. */
export const actionSeconds = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 1800, 7200];

/** The same for executions, which may last days. */
export const executionSeconds = [0.01, 0.05, 0.25, 1, 5, 30, 120, 600, 3600, 21_600, 86_400];

/** How many executions share a commit; the committer takes 256 at most. */
export const batchSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];
