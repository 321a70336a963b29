/** Soon here. */
export function EnvironmentsPage(_: { readonly parts: readonly string[] }) {
  return <p class="quiet waiting">Nothing here yet.</p>;
}
