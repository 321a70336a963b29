import { defineConfig } from "vite";

/** Everything is addressed relative to the page, so that it works behind a proxy that gives the service another path. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: true,
    // A preload of the editor would fetch it on pages that have none.
    modulePreload: { polyfill: false },
  },
});
