import { promoteToProject } from "@weft/model/actions/promote"
import { createSignal, untrack, type JSX } from "solid-js"
import { newSpaceWords, suggestedPrefix } from "../../../../parts/new-space.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { t } from "../../../../text/index.ts"
import { Button } from "../../../../ui/button.tsx"
import { Dialog } from "../../../../ui/dialog.tsx"
import { Field, TextArea, TextInput } from "../../../../ui/field.tsx"
import { useItem } from "../../item-context.ts"
import { AfterChoice } from "./after-choice.tsx"

/** What a ticket is called as a project, what that is for, and what becomes of the ticket. */
export function ProjectForm(props: {
  readonly requester: string
  readonly description: string
  readonly onClose: () => void
}): JSX.Element {
  const { row, id, key, act } = useItem()
  const words = () => structureWords().promote
  const [name, setName] = createSignal(row.plain.title)
  const [prefix, setPrefix] = createSignal<string>()
  const [goal, setGoal] = createSignal<string>()
  const [staysOpen, setStaysOpen] = createSignal(false)
  const shownPrefix = () => prefix() ?? suggestedPrefix(name())
  const shownGoal = () =>
    goal() ??
    words().goalFor(
      props.description.trim() || row.plain.title,
      untrack(() => props.requester),
    )
  const make = () => {
    const project = { name: name(), prefix: suggestedPrefix(shownPrefix()), words: newSpaceWords(), goal: shownGoal() }
    const step = structureWords().step.project(key())
    if (act(promoteToProject, { ticket: id, ...project, staysOpen: staysOpen() }, step)) props.onClose()
  }
  return (
    <Dialog
      open
      size="medium"
      title={words().title(key())}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Button kind="primary" disabled={name().trim() === ""} onClick={make}>
            {words().make}
          </Button>
        </>
      }
    >
      <div class="structure-form">
        <Field label={words().projectName}>
          {attributes => <TextInput {...attributes} value={name()} onValue={setName} />}
        </Field>
        <Field label={words().prefix}>
          {attributes => <TextInput {...attributes} value={shownPrefix()} onValue={setPrefix} />}
        </Field>
        <Field label={words().goal}>
          {attributes => <TextArea {...attributes} minRows={3} value={shownGoal()} onValue={setGoal} />}
        </Field>
        <AfterChoice staysOpen={staysOpen()} waits={words().staysOpen} onStaysOpen={setStaysOpen} />
      </div>
    </Dialog>
  )
}
