import { compareLines, type LinePair } from "./lines.ts";

interface SideBySideProps {
  readonly left: { readonly title: string; readonly text: string };
  readonly right: { readonly title: string; readonly text: string };
}

/** Two texts beside each other, with the lines that differ in colour. */
export function SideBySide({ left, right }: SideBySideProps) {
  const pairs = compareLines(left.text, right.text);
  return (
    <div class="sides" tabIndex={0} role="region" aria-label={`${left.title} beside ${right.title}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{left.title}</th>
            <th scope="col">{right.title}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair, index) => (
            <tr key={index}>
              <td class={pair.left === pair.right ? "" : pair.left === undefined ? "side-empty" : "side-removed"}>
                {pair.left}
              </td>
              <td class={pair.left === pair.right ? "" : rightClass(pair)}>{pair.right}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rightClass({ right }: LinePair): string {
  return right === undefined ? "side-empty" : "side-added";
}
