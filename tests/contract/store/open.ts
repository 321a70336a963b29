import type { Store } from "../../../src/store/index.ts";

/** Opens a store on an empty database of its own. It is closed after the test. */
export type OpenStore = () => Promise<Store>;
