/** Soon here. */
export function ActionsPage(_: { readonly parts: readonly string[] }) {
  return <p class="quiet waiting">Nothing here yet.</p>;
}
