import { createItem } from "@weft/model/actions/item"
import { addCards } from "@weft/model/actions/board"
import { newId, type ItemId } from "@weft/model/base/ids"
import { profileKey } from "@weft/model/tasks/item-key"
import { startingStatus } from "@weft/model/tasks/workflow"
import { living } from "@weft/model/schema/snapshot"
import { compareRanked } from "@weft/model/base/rank"
import { SPACE_KINDS, type SpaceKind } from "@weft/model/schema/space"
import { createSignal, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import type { SpaceData } from "../data/workspace.ts"
import { useAct } from "../parts/acting.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Field, Select, TextInput } from "../ui/field.tsx"
import { addSpace, suggestedPrefix } from "./open-workspace.ts"
import "./dialogs.css"

/** Makes an item in the space that is shown, at the end of its first fitting column. */
export function NewItemDialog(props: {
  readonly space: SpaceData
  readonly onClose: () => void
  readonly onMade: (item: ItemId) => void
}): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const [title, setTitle] = createSignal("")
  const make = (event: SubmitEvent) => {
    event.preventDefault()
    const snapshot = workspace.snapshot(props.space.id)
    const id = newId<ItemId>(workspace.random)
    const status = startingStatus(snapshot, undefined)
    const board = living(snapshot.boards).sort(compareRanked)[0]
    const says = t().shell.stepItem(
      profileKey(snapshot.profiles.get(props.space.id)?.prefix ?? "", { id, number: null }),
    )
    const cards = [{ id, title: title() }]
    const isMade =
      board?.columnsBy === "status" && status !== null
        ? act(addCards, { board: board.id, column: status.id, cards }, says)
        : act(createItem, cards[0]!, says)
    if (isMade) props.onMade(id)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t().shell.newItem}
      size="large"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="primary" type="submit" form="new-item">
            {t().shell.createItem}
          </Button>
        </>
      }
    >
      <form id="new-item" onSubmit={make} novalidate>
        <Field label={t().shell.itemTitle}>
          {attributes => (
            <TextInput
              {...attributes}
              value={title()}
              onValue={setTitle}
              placeholder={t().shell.itemExample}
              maxLength={1000}
              autofocus
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

export function NewSpaceDialog(props: {
  readonly kind: SpaceKind
  readonly onClose: () => void
  readonly onMade: (space: string) => void
}): JSX.Element {
  const workspace = useWorkspace()
  const [kind, setKind] = createSignal(untrack(() => props.kind))
  const [name, setName] = createSignal("")
  const [prefix, setPrefix] = createSignal<string | null>(null)
  const [tried, setTried] = createSignal(false)
  const shownPrefix = () => prefix() ?? (name().trim() === "" ? "" : suggestedPrefix(name()))
  const make = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (name().trim() === "") return
    const space = { name: name().trim(), kind: kind(), prefix: suggestedPrefix(shownPrefix()) }
    const id = addSpace(workspace, space, t().shell.stepSpace(space.name))
    if (id !== null) props.onMade(id)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t().shell.newSpace}
      size="medium"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="primary" type="submit" form="new-space">
            {t().shell.createSpace}
          </Button>
        </>
      }
    >
      <form id="new-space" class="dialog-form" onSubmit={make} novalidate>
        <Field
          label={t().shell.spaceName}
          required
          error={tried() && name().trim() === "" ? t().refusals["name-missing"]({}) : undefined}
        >
          {attributes => <TextInput {...attributes} value={name()} onValue={setName} maxLength={100} autofocus />}
        </Field>
        <Field label={t().shell.spaceKind} hint={t().shell.spaceKindHints[kind()]}>
          {attributes => (
            <Select
              attributes={attributes}
              value={kind()}
              onValue={setKind}
              options={SPACE_KINDS.map(value => ({ value, label: t().spaceKinds[value] }))}
            />
          )}
        </Field>
        <Field label={t().shell.spacePrefix}>
          {attributes => (
            <TextInput {...attributes} value={shownPrefix()} onValue={setPrefix} maxLength={4} autocomplete="off" />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
