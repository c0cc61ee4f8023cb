import { makeFromTemplate } from "@weft/model/actions/item-template"
import { newId, type ItemId, type MemberId, type SpaceId } from "@weft/model/base/ids"
import { compareRanked, compareText } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { isCalendarDate } from "@weft/model/time/calendar-date"
import { createMemo, createSignal, For, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { todayOf } from "../data/world.ts"
import { sayRefusal } from "../parts/acting.ts"
import { t } from "../text/index.ts"
import { templateWords } from "../text/templates.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Field, Select, TextInput } from "../ui/field.tsx"
import "./dialogs.css"

export interface TemplateDialogProps {
  readonly space: SpaceId
  readonly onClose: () => void
  readonly onMade: (space: SpaceId, items: readonly ItemId[]) => void
}

/** Makes items from a template: which one, from which day on, and who takes whose place. */
export function TemplateDialog(props: TemplateDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const space = untrack(() => props.space)
  const templates = createMemo(() => living(workspace.space(space).live.table("itemTemplates")).sort(compareRanked))
  const [picked, setPicked] = createSignal<string | null>(null)
  const [start, setStart] = createSignal(todayOf(workspace.now()))
  const [people, setPeople] = createSignal<Readonly<Record<string, string>>>({})
  const template = () => templates().find(({ id }) => id === picked()) ?? templates()[0]
  const steps = () => template()?.steps ?? []
  const roles = createMemo(() => [...new Set(steps().flatMap(({ role }) => role ?? []))])
  const members = () => workspace.live.table("members")
  const choices = () => living(members()).sort((left, right) => compareText(left.name, right.name))
  /** Whoever had it has it again, as long as they are here. */
  const inPlaceOf = (role: MemberId) => people()[role] ?? (members().get(role)?.deleted === null ? role : "")

  const make = (event: SubmitEvent) => {
    event.preventDefault()
    const chosen = template()
    if (chosen === undefined || !isCalendarDate(start())) return
    const items = steps().map(() => newId<ItemId>(workspace.random))
    const taken = Object.fromEntries(roles().map(role => [role, (inPlaceOf(role) || null) as MemberId | null]))
    const args = { template: chosen.id, items, start: start(), people: taken }
    const refusal = workspace.run(space, makeFromTemplate, args, templateWords().saved(chosen.name))
    if (refusal !== null) return sayRefusal(refusal)
    props.onMade(space, items)
  }

  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={templateWords().title}
      size="medium"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="primary" type="submit" form="from-template" disabled={template() === undefined}>
            {templateWords().create(steps().length)}
          </Button>
        </>
      }
    >
      <form id="from-template" class="dialog-form" onSubmit={make} novalidate>
        <Field label={templateWords().template}>
          {attributes => (
            <Select
              attributes={attributes}
              value={(template()?.id ?? "") as string}
              options={templates().map(({ id, name }) => ({ value: id as string, label: name }))}
              onValue={setPicked}
            />
          )}
        </Field>
        <Field label={templateWords().start}>
          {attributes => <TextInput {...attributes} type="date" value={start()} onValue={setStart} />}
        </Field>
        <For each={roles()}>
          {role => (
            <Field label={templateWords().inPlaceOf(members().get(role)?.name ?? templateWords().somebody)}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={inPlaceOf(role) as string}
                  options={[
                    { value: "", label: templateWords().nobody },
                    ...choices().map(({ id, name }) => ({ value: id as string, label: name })),
                  ]}
                  onValue={member => setPeople(before => ({ ...before, [role]: member }))}
                />
              )}
            </Field>
          )}
        </For>
      </form>
    </Dialog>
  )
}
