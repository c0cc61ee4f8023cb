/** What prose is written with: the editor, and the replica of a text in this tab. Fetched once, when an item is opened. */
export async function loadWriting() {
  const [{ openTextReplica }, { ProseEditor }] = await Promise.all([
    import("../../data/open-text.ts"),
    import("../../parts/editor/prose-editor.tsx"),
  ])
  return { openTextReplica, ProseEditor }
}
