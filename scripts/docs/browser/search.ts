// A script of the documentation's site: finds headings and texts. What it searches in is loaded with the first letter.

type Entry = readonly [url: string, title: string, heading: string, slug: string, text: string];

const most = 12;
const root = (document.currentScript?.dataset["root"] ?? "").replace(/index\.html$/, "");
const input = document.querySelector<HTMLInputElement>("#search");
const list = document.querySelector<HTMLUListElement>("#found");
let loading: Promise<readonly Entry[]> | undefined;

function load(): Promise<readonly Entry[]> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}search-index.js`;
    script.addEventListener("load", () => resolve(Reflect.get(globalThis, "searchEntries") as readonly Entry[]));
    script.addEventListener("error", () => reject(new Error("The index of the search is missing")));
    document.head.append(script);
  });
  return loading;
}

/** Where a word stands counts: in a heading more than in a text. Every word has to be there. */
function scoreOf([, title, heading, , text]: Entry, words: readonly string[]): number {
  const places = [
    [heading.toLowerCase(), 8],
    [title.toLowerCase(), 4],
    [text.toLowerCase(), 1],
  ] as const;
  let score = 0;
  for (const word of words) {
    const found = places.filter(([place]) => place.includes(word)).reduce((sum, [, weight]) => sum + weight, 0);
    if (found === 0) return 0;
    score += found;
  }
  return score;
}

function itemOf([url, title, heading, slug, text]: Entry, word: string): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${root}${url}#${slug}`;
  const name = document.createElement("strong");
  name.textContent = heading;
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
  const about = document.createElement("small");
  about.textContent = heading === title ? text.slice(at, at + 110) : `${title}: ${text.slice(at, at + 90)}`;
  link.append(name, about);
  item.append(link);
  return item;
}

async function search(field: HTMLInputElement, shown: HTMLUListElement): Promise<void> {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const [word] = words;
  shown.hidden = word === undefined;
  if (word === undefined) return;
  const entries = await load();
  const found = entries.map((entry) => ({ entry, score: scoreOf(entry, words) })).filter(({ score }) => score > 0);
  found.sort((a, b) => b.score - a.score);
  shown.replaceChildren(...found.slice(0, most).map(({ entry }) => itemOf(entry, word)));
  if (found.length === 0) shown.append(Object.assign(document.createElement("li"), { textContent: "Nothing found." }));
}

if (input !== null && list !== null) {
  input.addEventListener("input", () => void search(input, list));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.click();
    if (event.key !== "Escape") return;
    input.value = "";
    list.hidden = true;
  });
  document.addEventListener("click", ({ target }) => {
    const isWithin = target instanceof Element && target.closest(".search") !== null;
    if (!isWithin || (target instanceof Element && target.closest("#found a") !== null)) list.hidden = true;
  });
}
