import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { createResource, For, Show, type JSX } from "solid-js"
import { itemKey, useWorkspace } from "../data/context.ts"
import type { WaitingDocument } from "../data/messages.ts"
import { todayOf } from "../data/world.ts"
import type { Workspace } from "../data/workspace.ts"
import { fileSize } from "../parts/file-size.ts"
import { whenWords } from "../parts/when.ts"
import { syncWords } from "../text/sync.ts"
import { PageSection } from "../ui/page.tsx"
import "./waiting-list.css"

/** What is not on the relay's disk yet, document by document: how much of it, and since when. */
export function WaitingList(): JSX.Element {
  const workspace = useWorkspace()
  const [waiting] = createResource(
    () => [workspace.sync().unsent, workspace.sync().underWay] as const,
    async () =>
      (await workspace.ask(request => ({ do: "list-waiting", request }))) as readonly WaitingDocument[] | null,
  )
  const shown = () => waiting.latest ?? []
  return (
    <Show when={shown().length > 0}>
      <PageSection title={syncWords().waiting}>
        <ul class="waiting-list">
          <For each={shown()}>
            {({ document, changes, underWay, bytes, since }) => (
              <li>
                <span class="waiting-name">{nameOf(workspace, document)}</span>
                <span class="waiting-facts">
                  {[
                    syncWords().waitingIn(changes, fileSize(bytes)),
                    ...(underWay > 0 ? [syncWords().onTheWay(underWay)] : []),
                    ...(since === null ? [] : [syncWords().since(whenWords(since, todayOf(workspace.now())))]),
                  ].join(" · ")}
                </span>
              </li>
            )}
          </For>
        </ul>
      </PageSection>
    </Show>
  )
}

/** What people call a document. */
function nameOf(workspace: Workspace, path: string): string {
  const words = syncWords().documents
  const [kind, first = "", second = ""] = path.split("/")
  const space = () => workspace.setup(first as SpaceId)
  const spaceName = () =>
    space()
      .live.table("profiles")
      .get(first as SpaceId)?.name ?? syncWords().unknown
  const itemName = () => {
    const item = workspace
      .space(first as SpaceId)
      .live.table("items")
      .get(second as ItemId)
    return item === undefined ? syncWords().unknown : `${itemKey(space(), item)} ${item.title}`
  }
  switch (kind) {
    case "people":
    case "directory":
    case "settings":
    case "contacts":
    case "personal":
      return words[kind]
    case "setup":
    case "space":
      return words[kind](spaceName())
    case "text":
    case "comments":
    case "public":
      return words[kind](itemName())
    default:
      return syncWords().unknown
  }
}
