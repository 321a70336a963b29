/* oxlint-disable typescript/no-extraneous-class */
/** What is used of WebAssembly, whose types TypeScript keeps among those of browsers. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    constructor(size: { readonly initial: number; readonly maximum: number });
  }
}
