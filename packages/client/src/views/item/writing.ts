/** The replicas of texts in this tab, and with them Yjs: fetched once, when an item is opened. */
export async function loadTexts() {
  const [{ openTextReplica }, edits] = await Promise.all([
    import("../../data/open-text.ts"),
    import("../../data/text-edit.ts"),
  ])
  return { openTextReplica, ...edits }
}

/** What prose is written with: the editor, and the replicas of texts. */
export async function loadWriting() {
  const [texts, { ProseEditor }] = await Promise.all([loadTexts(), import("../../parts/editor/prose-editor.tsx")])
  return { ...texts, ProseEditor }
}
