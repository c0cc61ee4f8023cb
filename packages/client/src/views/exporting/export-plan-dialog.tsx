import type { SpaceId } from "@weft/model/base/ids"
import { createResource, createSignal, For, onCleanup, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { format as formats, t } from "../../text/index.ts"
import { planExchange } from "../../text/plan-exchange.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { checkIcon } from "../../ui/icons.ts"
import { showToast } from "../../ui/toast.tsx"
import { openExport } from "./open-export.ts"
import type { PlanFormat } from "./plan-out.ts"
import "./export-plan-dialog.css"

export interface ExportPlanDialogProps {
  readonly space: SpaceId
  readonly onClose: () => void
  readonly onSave: (name: string, bytes: Blob) => void
}

const FORMATS: readonly PlanFormat[] = ["mspdi", "csv"]

/** Writes the plan of a space as a file of another program; what is left out is told before. */
export function ExportPlanDialog(props: ExportPlanDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => planExchange().exporting
  const [chosen, setChosen] = createSignal<PlanFormat>("mspdi")
  const [isWriting, setWriting] = createSignal(false)
  const [hasFailed, setFailed] = createSignal(false)
  const name = () => workspace.setup(props.space).live.table("profiles").get(props.space)?.name ?? ""
  const plan = openExport(
    workspace,
    untrack(() => props.space),
  )
  onCleanup(plan.close)
  const [outline] = createResource(async () => {
    const found = await plan.look()
    if (found === null) setFailed(true)
    return found
  })
  const ready = () => (outline.loading ? null : (outline() ?? null))
  const save = async () => {
    const format = chosen()
    setWriting(true)
    const bytes = await plan.write(format)
    setWriting(false)
    if (bytes === null) return void setFailed(true)
    const file = fileName(name(), format)
    props.onSave(file, bytes)
    showToast({ text: words().saved(file), icon: checkIcon })
    props.onClose()
  }
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={words().title(name())}
      size="large"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="primary" disabled={ready() === null || isWriting()} onClick={() => void save()}>
            {words().save}
          </Button>
        </>
      }
    >
      <div class="export-plan">
        <Field label={words().format} hint={words().hints[chosen()]}>
          {attributes => (
            <Select
              attributes={attributes}
              value={chosen()}
              options={FORMATS.map(value => ({ value, label: words().formats[value] }))}
              onValue={setChosen}
            />
          )}
        </Field>
        <Show when={hasFailed()}>
          <p role="alert">{words().failed}</p>
        </Show>
        <Show when={ready()} fallback={<p class="export-plan-hint">{hasFailed() ? "" : words().working}</p>}>
          {found => (
            <>
              <p class="numeric">{words().holds(formats().number(found().tasks), formats().number(found().links))}</p>
              <Show when={chosen() === "mspdi"}>
                <p class="export-plan-hint">{found().isKept ? words().written : words().fresh}</p>
              </Show>
              <section class="export-plan-losses">
                <h3>{words().leftOut}</h3>
                <ul>
                  <For each={found().losses[chosen()]}>
                    {({ what, count }) => (
                      <li class="numeric">
                        {count === null ? words().losses[what] : `${formats().number(count)} ${words().losses[what]}`}
                      </li>
                    )}
                  </For>
                </ul>
              </section>
            </>
          )}
        </Show>
      </div>
    </Dialog>
  )
}

const ENDINGS = { mspdi: "xml", csv: "csv" } as const

/** What a file is called after its space, without letters that names of files cannot have. */
function fileName(space: string, format: PlanFormat): string {
  const name = space.replace(/[\p{Cc}/\\:*?"<>|]+/gu, " ").trim() || "plan"
  return `${name.slice(0, 100)}.${ENDINGS[format]}`
}
