import { createResource, createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { KnownWorkspace } from "../../data/known-workspaces.ts"
import { askToKeepStorage, isStorageKept, measureStorage } from "../../data/storage-use.ts"
import { fileSize } from "../../parts/file-size.ts"
import { preferenceWords } from "../../text/preferences.ts"
import { Button } from "../../ui/button.tsx"
import { PageSection } from "../../ui/page.tsx"
import { ProgressBar } from "../../ui/progress-bar.tsx"

/** How much this device keeps, of which workspace, and whether the browser may throw it away. */
export function StorageSection(props: { readonly workspaces: readonly KnownWorkspace[] }): JSX.Element {
  const workspace = useWorkspace()
  const words = preferenceWords
  const [measured] = createResource(() => measureStorage(props.workspaces))
  return (
    <PageSection title={words().storage}>
      <Switch>
        <Match when={measured.error !== undefined}>
          <p class="page-empty">{words().notMeasured}</p>
        </Match>
        <Match when={measured.loading}>
          <p class="page-empty">{words().measuring}</p>
        </Match>
        <Match when={measured()}>
          {use => (
            <>
              <Show when={use().whole} fallback={<p class="page-empty">{words().notMeasured}</p>}>
                {whole => (
                  <div class="storage-whole">
                    <p>{words().used(fileSize(whole().used), fileSize(whole().most))}</p>
                    <ProgressBar
                      share={whole().used / Math.max(1, whole().most)}
                      tone="plain"
                      label={words().used(fileSize(whole().used), fileSize(whole().most))}
                    />
                  </div>
                )}
              </Show>
              <ul class="page-rows">
                <For each={use().workspaces}>
                  {one => (
                    <li class="page-row storage-row">
                      <span class="preference-name">
                        {one.name}
                        <Show when={one.id === workspace.id}>
                          <small>{words().openNow}</small>
                        </Show>
                      </span>
                      <span class="storage-bytes">
                        <span>{words().workspaceUse(fileSize(one.documents))}</span>
                        <Show when={one.files > 0}>
                          <span>{words().filesUse(fileSize(one.files))}</span>
                        </Show>
                      </span>
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </Match>
      </Switch>
      <Keeping />
    </PageSection>
  )
}

/** Whether the browser keeps all of it for certain, and the question whether it would. */
function Keeping(): JSX.Element {
  const words = preferenceWords
  const [isKept, { mutate }] = createResource(isStorageKept)
  const [wasDenied, setDenied] = createSignal(false)
  const ask = async () => {
    const kept = await askToKeepStorage()
    mutate(kept)
    setDenied(!kept)
  }
  return (
    <Show when={!isKept.loading}>
      <div class="storage-keeping" role="status">
        <p>{isKept() ? words().kept : wasDenied() ? words().keepDenied : words().notKept}</p>
        <Show when={isKept() === false && !wasDenied()}>
          <Button onClick={() => void ask()}>{words().askKeep}</Button>
        </Show>
      </div>
    </Show>
  )
}
