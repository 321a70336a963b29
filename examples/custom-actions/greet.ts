import { ActionError, defineAction } from "ostro";
import { z } from "zod";

export const greet = defineAction({
  name: "acme.greet",
  description: "Greets somebody, several times if asked.",
  input: z.object({
    who: z.string().min(1),
    times: z.int().min(1).max(10).default(1),
  }),
  run({ who, times }) {
    if (who === "nobody") throw new ActionError("There is nobody to greet", { code: "NOBODY" });
    return { greetings: Array.from({ length: times }, () => `Hello, ${who}!`) };
  },
});
