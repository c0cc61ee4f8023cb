import type { SpaceId } from "@weft/model/base/ids"
import { createResource, createSignal, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { format as formats, t } from "../../text/index.ts"
import { planExchange } from "../../text/plan-exchange.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { checkIcon } from "../../ui/icons.ts"
import { showToast } from "../../ui/toast.tsx"
import { planOut, writtenPlan, type PlanFormat, type PlanOut } from "./plan-out.ts"
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
  const [hasFailed, setFailed] = createSignal(false)
  const name = () => workspace.setup(props.space).live.table("profiles").get(props.space)?.name ?? ""
  const [out] = createResource(
    () => props.space,
    async space => {
      try {
        return await planOut(workspace, space)
      } catch {
        setFailed(true)
        return null
      }
    },
  )
  const ready = () => (out.loading ? null : (out() ?? null))
  const save = () => {
    const plan = ready()
    if (plan === null) return
    const { name: file, bytes } = writtenPlan(plan, chosen(), name())
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
          <Button kind="primary" disabled={ready() === null} onClick={save}>
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
          {plan => (
            <>
              <p class="numeric">
                {words().holds(formats().number(taskCount(plan())), formats().number(plan().file.links.length))}
              </p>
              <Show when={chosen() === "mspdi"}>
                <p class="export-plan-hint">{plan().isKept ? words().written : words().fresh}</p>
              </Show>
              <section class="export-plan-losses">
                <h3>{words().leftOut}</h3>
                <ul>
                  <For each={plan().losses[chosen()]}>
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

function taskCount({ file }: PlanOut): number {
  return file.tasks.length - (file.project.wholeTask === null ? 0 : 1)
}
