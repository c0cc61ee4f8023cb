import { createSignal, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { fileCounts } from "../../data/files/resume-files.ts"
import type { KnownWorkspace } from "../../data/known-workspaces.ts"
import type { SyncReport } from "../../data/messages.ts"
import { t } from "../../text/index.ts"
import { preferenceWords } from "../../text/preferences.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"

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
            <For each={losses()}>{loss => <li>{loss}</li>}</For>
          </ul>
          <Button onClick={() => void props.onSave()}>{words().saveFirst}</Button>
        </Show>
      </Dialog>
    </PageSection>
  )
}

/** What is on this device alone, a sentence each; nothing where the relay has told that it has everything. */
export function lossesOf(
  { relay, unsent, refused }: Pick<SyncReport, "relay" | "unsent" | "refused">,
  files: { readonly waiting: number },
): readonly string[] {
  const words = preferenceWords()
  if (relay.state === "none") return [words.lostAll]
  return [
    ...(unsent > 0 ? [words.lostChanges(unsent)] : []),
    ...(refused > 0 ? [words.lostRefused(refused)] : []),
    ...(files.waiting > 0 ? [words.lostFiles(files.waiting)] : []),
    ...(unsent === 0 && relay.state !== "online" ? [words.lostUnknown] : []),
  ]
}
