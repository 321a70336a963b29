/** Soon here. */
export function TriggersPage(_: { readonly parts: readonly string[] }) {
  return <p class="quiet waiting">Nothing here yet.</p>;
}
