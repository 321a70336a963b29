/** Soon here. */
export function WorkflowPage(_: { readonly parts: readonly string[] }) {
  return <p class="quiet waiting">Nothing here yet.</p>;
}
