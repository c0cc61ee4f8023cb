import { createSignal, untrack, type JSX } from "solid-js"
import { isRefusal } from "@weft/model/base/result"
import { sayRefusal } from "../parts/acting.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Field, TextInput } from "../ui/field.tsx"

/** Asks for a new name. `onRename` answers why not, or nothing. */
export function RenameDialog(props: {
  readonly title: string
  readonly value: string
  readonly onRename: (name: string) => unknown
  readonly onClose: () => void
}): JSX.Element {
  const [name, setName] = createSignal(untrack(() => props.value))
  const rename = (event: SubmitEvent) => {
    event.preventDefault()
    const answer = props.onRename(name().trim())
    if (isRefusal(answer)) sayRefusal(answer)
    else props.onClose()
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      size="medium"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="primary" type="submit" form="rename">
            {t().general.rename}
          </Button>
        </>
      }
    >
      <form id="rename" onSubmit={rename} novalidate>
        <Field label={t().shell.spaceName}>
          {attributes => <TextInput {...attributes} value={name()} onValue={setName} maxLength={100} autofocus />}
        </Field>
      </form>
    </Dialog>
  )
}
