import { openStore } from "../../src/store/index.ts";
import { exerciseStore } from "../contract/store.ts";

exerciseStore("SQLite", () => openStore("sqlite::memory:"));
