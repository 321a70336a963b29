import { describe, expect, it } from "vitest";
import { LogSync } from "../../src/store/dialects/sqlite-sync.ts";

/** A file whose syncs end when they are told to. */
function slowFile() {
  const syncs: PromiseWithResolvers<void>[] = [];
  return {
    syncs,
    datasync: () => {
      const sync = Promise.withResolvers<void>();
      syncs.push(sync);
      return sync.promise;
    },
    close: () => Promise.resolve(),
  };
}

describe("syncs of a log", () => {
  it("waits for a sync that began after the call, shared by all who wait", async () => {
    const file = slowFile();
    const log = new LogSync(file);
    const ended: string[] = [];
    const first = log.sync().then(() => ended.push("first"));
    const others = [log.sync(), log.sync(), log.sync()].map((sync) => sync.then(() => ended.push("other")));
    expect(file.syncs).toHaveLength(1);
    file.syncs[0]?.resolve();
    await first;
    expect(ended).toEqual(["first"]);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(file.syncs).toHaveLength(2);
    file.syncs[1]?.resolve();
    await Promise.all(others);
    expect(ended).toEqual(["first", "other", "other", "other"]);
    await log.close();
  });

  it("fails for ever after a failure", async () => {
    const file = slowFile();
    const log = new LogSync(file);
    const [first, second] = [log.sync(), log.sync()];
    file.syncs[0]?.reject(new Error("EIO"));
    await expect(first).rejects.toThrow("The disk did not take what was written");
    await expect(second).rejects.toThrow("The disk did not take what was written");
    await expect(log.sync()).rejects.toThrow("The disk did not take what was written");
    expect(file.syncs).toHaveLength(1);
    await log.close();
  });
});
