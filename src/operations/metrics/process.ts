import type { Readings } from "./counted.ts";

/**
 * What Prometheus is used to see of a process, under the usual names.
 *
 * The package's own collection is not taken: it keeps a timer that wakes the process a hundred times a second, and an idle
 * node is to sleep.
 */
export function addProcess(readings: Readings): void {
  const startedAt = Date.now() / 1000 - process.uptime();
  const idleSince = performance.eventLoopUtilization();
  readings.counter("process_cpu_seconds_total", "Processor time used, in seconds.", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  readings.gauge("process_start_time_seconds", "When the process was started, in seconds since 1970.", () => startedAt);
  readings.gauge("process_resident_memory_bytes", "Memory of the process, in bytes.", () => process.memoryUsage.rss());
  readings.gauge(
    "nodejs_heap_size_used_bytes",
    "Memory in use by JavaScript, in bytes.",
    () => process.memoryUsage().heapUsed,
  );
  readings.counter(
    "nodejs_eventloop_active_seconds_total",
    "How long the event loop has been busy, in seconds; at one second per second it cannot do more.",
    () => performance.eventLoopUtilization(idleSince).active / 1000,
  );
}
