import { unreachable } from "@weft/model/base/assert"
import { createSignal, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { fileCounts } from "../../data/files/resume-files.ts"
import type { KnownWorkspace } from "../../data/known-workspaces.ts"
import { t } from "../../text/index.ts"
import { preferenceWords } from "../../text/preferences.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"
import { lossesOf, type Loss } from "./losses.ts"

export interface ForgetSectionProps {
  readonly known: KnownWorkspace
  readonly onSave: () => Promise<void>
  readonly onForget: () => Promise<void>
}

/** Takes the workspace off this device, after saying exactly what would be lost by it. */
export function ForgetSection(props: ForgetSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const words = preferenceWords
  const [isAsking, setAsking] = createSignal(false)
  const [isForgetting, setForgetting] = createSignal(false)
  const name = () => workspace.live.table("workspaces").get(workspace.id)?.name ?? props.known.name
  const isLocal = () => workspace.sync().relay.state === "none"
  const losses = () => lossesOf(workspace.sync(), fileCounts())
  const forget = async () => {
    setForgetting(true)
    const forgotten = name()
    try {
      await props.onForget()
      showToast({ text: words().forgot(forgotten) })
    } catch {
      setForgetting(false)
      setAsking(false)
      showToast({ text: words().notForgotten })
    }
  }
  return (
    <PageSection
      title={words().forget}
      hint={isLocal() ? words().forgetLocalHint : words().forgetHint}
      actions={<Button onClick={() => setAsking(true)}>{words().forgetButton}</Button>}
    >
      <Dialog
        open={isAsking()}
        onClose={() => setAsking(false)}
        title={words().forgetTitle(name())}
        size="medium"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t().general.cancel}</Button>
            <Button kind="danger" disabled={isForgetting()} onClick={() => void forget()}>
              {words().forgetButton}
            </Button>
          </>
        }
      >
        <Show when={losses().length > 0} fallback={<p>{words().lostNothing}</p>}>
          <ul class="forget-losses">
            <For each={losses()}>{loss => <li>{sentenceOf(loss)}</li>}</For>
          </ul>
          <Button onClick={() => void props.onSave()}>{words().saveFirst}</Button>
        </Show>
      </Dialog>
    </PageSection>
  )
}

function sentenceOf(loss: Loss): string {
  const words = preferenceWords()
  switch (loss.lost) {
    case "all":
      return words.lostAll
    case "unknown":
      return words.lostUnknown
    case "changes":
      return words.lostChanges(loss.amount)
    case "refused":
      return words.lostRefused(loss.amount)
    case "files":
      return words.lostFiles(loss.amount)
    default:
      return unreachable(loss)
  }
}
