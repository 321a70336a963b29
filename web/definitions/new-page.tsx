/** Soon here. */
export function NewWorkflowPage(_: { readonly parts: readonly string[] }) {
  return <p class="quiet waiting">Nothing here yet.</p>;
}
