import { DESCRIPTION } from "@weft/model/schema/change"
import { plainTextOf } from "@weft/model/schema/prose"
import { createMemo, createResource, onCleanup, type Accessor } from "solid-js"
import { useItem } from "../../item-context.ts"
import { loadTexts } from "../../writing.ts"

/** What the description of the open item says in letters; nothing until it is here. Followed. */
export function createDescriptionText(): Accessor<string | null> {
  const { workspace, space, id } = useItem()
  let isGone = false
  const [opened] = createResource(async () => {
    const { openTextReplica, readText } = await loadTexts()
    return isGone ? undefined : { replica: openTextReplica(workspace, `text/${space.id}/${id}`), readText }
  })
  onCleanup(() => {
    isGone = true
    if (opened.state === "ready") opened()?.replica.close()
  })
  return createMemo(() => {
    const standing = opened.state === "ready" ? opened() : undefined
    standing?.replica.changes()
    const doc = standing?.replica.doc()
    if (standing === undefined || doc === undefined) return null
    return plainTextOf(standing.readText(doc.getXmlFragment(DESCRIPTION)))
  })
}
