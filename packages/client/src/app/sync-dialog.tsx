import { For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { saveFile } from "./save-file.ts"
import "./dialogs.css"

/** Says exactly where the work is: this device, the relay, or in between. */
export function SyncDialog(props: { readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const lines = (): string[] => {
    const { storage, relay, unsent, refused, damaged } = workspace.sync()
    const words = t().shell
    const said: string[] = []
    if (typeof storage === "object") said.push(words.syncMemory[storage.memory])
    else said.push(storage === "saved" ? words.syncOnDevice : words.syncSavingOnDevice)
    if (relay.state === "none") said.push(words.syncNoRelay)
    else if (relay.state === "stopped") said.push(words.syncStopped(relay.reason))
    else if (relay.state === "online")
      said.push(unsent === 0 ? words.syncOnline : words.syncUnsent(t().general.changes(unsent)))
    else said.push(words.syncOffline(t().general.changes(unsent)))
    if (refused > 0) said.push(words.syncRefused(t().general.changes(refused)))
    if (damaged.length > 0) said.push(words.syncDamaged(damaged.length))
    return said
  }
  const hasSetAside = () => workspace.sync().refused > 0 || workspace.sync().damaged.length > 0
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t().shell.syncTitle}
      size="large"
      closable
      actions={
        <Show when={hasSetAside()}>
          <Button onClick={() => void workspace.exportSetAside().then(text => saveFile("weft-set-aside.json", text))}>
            {t().shell.syncExport}
          </Button>
        </Show>
      }
    >
      <ul class="dialog-lines">
        <For each={lines()}>{line => <li>{line}</li>}</For>
      </ul>
    </Dialog>
  )
}
