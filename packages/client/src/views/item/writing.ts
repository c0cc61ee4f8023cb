/** How long a page that is not in sight, and so paints nothing, is waited for, in milliseconds. */
const LONGEST_FRAME_MS = 100

/** Resolves once what stands has been painted: what takes longer to make does not hold up what is there already. */
function painted(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, LONGEST_FRAME_MS)
  })
}

/** The replicas of texts in this tab, and with them Yjs: fetched once, when an item is opened. */
export async function loadTexts() {
  const [{ openTextReplica }, { beginEdit, commentContents, newText, readText }] = await Promise.all([
    import("../../data/open-text.ts"),
    import("../../data/text-edit.ts"),
  ])
  return { openTextReplica, beginEdit, commentContents, newText, readText }
}

/** What prose is written with: the editor, and the replicas of texts. Comes after the panel is in sight. */
export async function loadWriting() {
  const [texts, { ProseEditor }] = await Promise.all([
    loadTexts(),
    import("../../parts/editor/prose-editor.tsx"),
    painted(),
  ])
  return { ...texts, ProseEditor }
}

/** The same, after the text that stands above has been painted as well. */
export async function loadWritingLater() {
  const part = await loadWriting()
  await painted()
  return part
}
