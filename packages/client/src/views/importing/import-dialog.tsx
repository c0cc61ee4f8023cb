import type { SpaceId } from "@weft/model/base/ids"
import { createEffect, Match, on, onCleanup, Show, Switch, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { undoLast } from "../../parts/acting.ts"
import { exchange } from "../../text/exchange.ts"
import { format, t } from "../../text/index.ts"
import { planExchange } from "../../text/plan-exchange.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { checkIcon } from "../../ui/icons.ts"
import { announce } from "../../ui/live-region.tsx"
import { ProgressBar } from "../../ui/progress-bar.tsx"
import { showToast } from "../../ui/toast.tsx"
import { ChooseColumns } from "./choose-columns.tsx"
import { ChooseFile, Problem } from "./choose-file.tsx"
import { createImport, type Finished, type ImportState } from "./create-import.ts"
import { PlanPreviewView } from "./plan/plan-preview.tsx"
import { Preview } from "./preview.tsx"
import "./import-dialog.css"

export interface ImportDialogProps {
  readonly onClose: () => void
  /** The space that a plan is imported into unless somebody chooses another; none is one of its own. */
  readonly into?: SpaceId | undefined
  /** The import is written; leads to its space. */
  readonly onImported: (space: SpaceId, isPlan: boolean) => void
}

/**
 * Imports a file of another program: choose it, say of a table what its columns are, see what becomes what, import with
 * progress, undo as one step.
 */
export function ImportDialog(props: ImportDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => exchange()
  let body!: HTMLDivElement
  const finish = ({ space, name, unchanged, isPlan }: Finished) => {
    if (unchanged) showToast({ text: words().doneNothing, icon: checkIcon })
    else
      showToast({
        text: isPlan ? planExchange().done(name) : words().done(name),
        icon: checkIcon,
        action: { label: t().general.undo, run: () => void undoLast(workspace) },
      })
    props.onClose()
    props.onImported(space, isPlan)
  }
  const importing = createImport(
    workspace,
    untrack(() => props.into ?? null),
    finish,
  )
  const state = importing.state
  const only = <Step extends ImportState["step"]>(step: Step) => {
    const now = state()
    return now.step === step ? (now as Extract<ImportState, { step: Step }>) : undefined
  }
  const isImporting = () => state().step === "importing" || state().step === "importing-plan"
  const close = () => {
    if (!isImporting()) return props.onClose()
    importing.cancel()
    announce(words().cancelled)
  }
  onCleanup(importing.cancel)
  // Each step has other controls; the keyboard goes on at the first of them.
  createEffect(
    on(
      () => state().step,
      step => {
        if (step === "preview") announce(words().becomes)
        if (step === "plan") announce(planExchange().holds)
        if (step === "columns") announce(words().columns)
        const first =
          body.querySelector<HTMLElement>("select, button") ?? body.closest("dialog")?.querySelector("footer button")
        if (first instanceof HTMLElement) first.focus({ preventScroll: true })
      },
      { defer: true },
    ),
  )
  const isBlocked = () => {
    const shown = only("preview")
    if (shown !== undefined) return shown.preview.space.state === "trashed" && !shown.choices.restore
    const plan = only("plan")
    return plan !== undefined && plan.preview.space === "trashed" && !plan.choices.restore
  }

  return (
    <Dialog
      open
      onClose={close}
      title={words().title}
      size="wide"
      actions={
        <>
          <Show when={only("preview")?.columns}>
            <Button kind="quiet" onClick={() => importing.backToColumns()}>
              {words().backToColumns}
            </Button>
          </Show>
          <Show when={only("preview") ?? only("columns") ?? only("plan")}>
            <Button kind="quiet" onClick={() => importing.forget()}>
              {words().chooseOther}
            </Button>
          </Show>
          <Button kind="quiet" onClick={close}>
            {isImporting() ? words().cancel : t().general.cancel}
          </Button>
          <Show when={only("columns")}>
            <Button kind="primary" onClick={() => void importing.mapColumns()}>
              {words().next}
            </Button>
          </Show>
          <Show when={only("preview") ?? only("plan")}>
            <Button kind="primary" disabled={isBlocked()} onClick={() => void importing.run()}>
              {words().start}
            </Button>
          </Show>
        </>
      }
    >
      <div ref={body}>
        <Switch>
          <Match when={only("choose")}>
            {choosing => <ChooseFile problem={choosing().problem} onFile={file => void importing.read(file)} />}
          </Match>
          <Match when={only("reading")}>
            {reading => (
              <div class="import-waiting">
                <p role="status">{words().reading(reading().file)}</p>
                <Show when={reading().share}>
                  {share => <ProgressBar label={words().reading(reading().file)} share={share()} />}
                </Show>
              </div>
            )}
          </Match>
          <Match when={only("columns")}>
            {chosen => (
              <>
                <Show when={chosen().problem}>{problem => <Problem problem={problem()} />}</Show>
                <ChooseColumns chosen={chosen()} onChoose={mapping => importing.chooseColumns(mapping)} />
              </>
            )}
          </Match>
          <Match when={only("preview")}>
            {shown => (
              <>
                <Show when={shown().problem}>{problem => <Problem problem={problem()} />}</Show>
                <Preview
                  previewed={shown()}
                  onChoose={choices => void importing.choose(choices)}
                  onBoard={index => void importing.chooseBoard(index)}
                />
              </>
            )}
          </Match>
          <Match when={only("plan")}>
            {shown => (
              <>
                <Show when={shown().problem}>{problem => <Problem problem={problem()} />}</Show>
                <PlanPreviewView
                  previewed={shown()}
                  onChoose={choices => void importing.choosePlan(choices)}
                  onTable={() => void importing.readAsTable()}
                />
              </>
            )}
          </Match>
          <Match when={only("importing-plan")}>
            {running => (
              <div class="import-waiting">
                <p>{planExchange().importing(running().preview.name)}</p>
                <ProgressBar
                  label={planExchange().importing(running().preview.name)}
                  share={running().progress.total === 0 ? 0 : running().progress.done / running().progress.total}
                  valueText={progressWords(running().progress)}
                />
                <p class="import-hint numeric">{progressWords(running().progress)}</p>
              </div>
            )}
          </Match>
          <Match when={only("importing")}>
            {running => (
              <div class="import-waiting">
                <p>{words().importing(running().board.name)}</p>
                <ProgressBar
                  label={words().importing(running().board.name)}
                  share={running().progress.total === 0 ? 0 : running().progress.done / running().progress.total}
                  valueText={progressWords(running().progress)}
                />
                <p class="import-hint numeric">{progressWords(running().progress)}</p>
              </div>
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  )
}

function progressWords({ done, total }: { readonly done: number; readonly total: number }): string {
  if (done === total) return exchange().writing
  return exchange().progress(format().number(done), format().number(total))
}
