import { isTrue, type Value } from "../../python/index.ts";
import { expectInt } from "../evaluation/expect.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { bind } from "../evaluation/signature.ts";
import { NativeFunction } from "../values/callable.ts";
import { Markup } from "../html/markup.ts";

const words =
  "a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit class commodo " +
  "condimentum congue consectetuer consequat conubia convallis cras cubilia cum curabitur curae cursus dapibus diam dictum " +
  "dictumst dignissim dis dolor donec dui duis egestas eget eleifend elementum elit enim erat eros est et etiam eu euismod " +
  "facilisi facilisis fames faucibus felis fermentum feugiat fringilla fusce gravida habitant hac hendrerit iaculis id " +
  "imperdiet in inceptos integer interdum ipsum justo lacinia lacus laoreet lectus leo libero ligula lobortis lorem luctus";

const vocabulary = words.split(" ");
const parameters = [
  ["n", 5],
  ["html", true],
  ["min", 20],
  ["max", 100],
] as const;

/** `lipsum(n, html, min, max)`: paragraphs of a text without meaning. */
export const lipsum: NativeFunction = new NativeFunction("generate_lorem_ipsum", (evaluation, positional, keywords) => {
  const [n = 5, html = true, min = 20, max = 100] = bind(
    { name: "generate_lorem_ipsum", parameters },
    positional,
    keywords,
  );
  const paragraphs: string[] = [];
  for (let i = 0; i < expectInt(n); i += 1) paragraphs.push(paragraph(evaluation, min, max));
  if (!isTrue(html)) return paragraphs.join("\n\n");
  return new Markup(paragraphs.map((each) => `<p>${each}</p>`).join("\n"));
});

function paragraph(evaluation: Evaluation, min: Value, max: Value): string {
  const least = expectInt(min);
  const count = least + Math.floor(evaluation.functions.random() * Math.max(1, expectInt(max) - least));
  const chosen: string[] = [];
  let startsSentence = true;
  for (let i = 0; i < count; i += 1) {
    evaluation.meter.step();
    const word = vocabulary[Math.floor(evaluation.functions.random() * vocabulary.length)] ?? "";
    const shown = startsSentence ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    startsSentence = i % 12 === 11;
    chosen.push(startsSentence && i < count - 1 ? `${shown}.` : shown);
  }
  return `${chosen.join(" ")}.`;
}
