import { ActionError, defineAction, type Action } from "ostro";
import { z } from "zod";

/** What the shop has, and what it asks for it. */
export type Stock = Map<string, { count: number; price: number }>;

/** The shop's own actions. They run within this program, so they see its objects. */
export function shopActions(stock: Stock, letters: string[]): Action[] {
  const reserve = defineAction({
    name: "shop.reserve",
    description: "Takes items out of the stock.",
    input: z.object({ item: z.string(), count: z.int().min(1) }),
    run({ item, count }) {
      const shelf = stock.get(item);
      if (shelf === undefined || shelf.count < count) {
        throw new ActionError(`There are not enough ${item}s`);
      }
      shelf.count -= count;
      return { item, count, price: count * shelf.price };
    },
  });
  const write = defineAction({
    name: "shop.write",
    description: "Writes to a customer.",
    input: z.object({ customer: z.string(), text: z.string() }),
    run({ customer, text }) {
      letters.push(`${customer}: ${text}`);
      return null;
    },
  });
  return [reserve, write];
}
