import { SPACE_KINDS, type SpaceKind } from "@weft/model/schema/space"
import { createSignal, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { suggestedPrefix } from "../parts/new-space.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Field, Select, TextInput } from "../ui/field.tsx"
import { addSpace } from "./open-workspace.ts"
import { createSpaceOrigin, makeSpaceFrom, SpaceOriginFields } from "./space-origin.tsx"
import "./dialogs.css"

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
  const origin = createSpaceOrigin(workspace)
  const shownPrefix = () => prefix() ?? (name().trim() === "" ? "" : suggestedPrefix(name()))
  const make = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (name().trim() === "") return
    const space = { name: name().trim(), kind: kind(), prefix: suggestedPrefix(shownPrefix()) }
    const says = t().shell.stepSpace(space.name)
    const isEmpty = origin.contents() === null
    const id = isEmpty ? addSpace(workspace, space, says) : makeSpaceFrom(workspace, origin, space, says)
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
          error={tried() && name().trim() === "" ? t().general.nameMissing : undefined}
        >
          {attributes => <TextInput {...attributes} value={name()} onValue={setName} maxLength={100} autofocus />}
        </Field>
        <SpaceOriginFields origin={origin} />
        <Field label={t().shell.spaceKind} hint={t().shell.spaceKindHints[origin.kind() ?? kind()]}>
          {attributes => (
            <Select
              attributes={attributes}
              value={origin.kind() ?? kind()}
              disabled={origin.kind() !== null}
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
