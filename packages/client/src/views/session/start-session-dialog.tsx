import { startSession } from "@weft/model/actions/planning-session"
import { newId, type PlanningSessionId } from "@weft/model/base/ids"
import { ESTIMATE_UNITS, type EstimateUnit } from "@weft/model/schema/planning-session"
import { createSignal, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { t } from "../../text/index.ts"
import { sessionWords } from "../../text/session.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, Select, TextInput } from "../../ui/field.tsx"

/** Asks what is planned, and begins a session that this person leads. */
export function StartSessionDialog(props: { readonly space: SpaceData; readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = sessionWords
  const [name, setName] = createSignal("")
  const [unit, setUnit] = createSignal<EstimateUnit>("time")
  const start = (event: SubmitEvent) => {
    event.preventDefault()
    const id = newId<PlanningSessionId>(workspace.random)
    if (act(startSession, { id, name: name(), unit: unit() }, words().steps.start(name().trim()))) props.onClose()
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={words().start}
      size="medium"
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Button kind="primary" type="submit" form="start-session">
            {words().begin}
          </Button>
        </>
      }
    >
      <form id="start-session" class="session-form" onSubmit={start} novalidate>
        <Field label={words().name}>
          {attributes => <TextInput {...attributes} value={name()} onValue={setName} maxLength={100} autofocus />}
        </Field>
        <Field label={words().unit}>
          {attributes => (
            <Select
              attributes={attributes}
              value={unit()}
              options={ESTIMATE_UNITS.map(value => ({ value, label: words().units[value] }))}
              onValue={setUnit}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
