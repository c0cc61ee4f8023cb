import type { Person } from "@weft/model/wire/api"
import { createSignal, Show, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { wasDone } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, TextInput } from "../../ui/field.tsx"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"

/** What the relay keeps of somebody: as a file, or erased. */
export function DataSection(props: {
  readonly person: Person
  readonly onSave: (name: string, text: string) => void
  readonly onErased: () => void
}): JSX.Element {
  const words = () => access().account
  const [isErasing, setErasing] = createSignal(false)
  const save = async () => {
    const kept = await relay.exportMe()
    if (wasDone(kept)) props.onSave("weft-account.json", JSON.stringify(kept, null, 2))
  }
  return (
    <PageSection title={words().data}>
      <p class="page-section-hint">{words().exportHint}</p>
      <div class="account-actions">
        <Button onClick={() => void save()}>{words().export}</Button>
        <Button onClick={() => setErasing(true)}>{words().erase}</Button>
      </div>
      <Show when={isErasing()}>
        <EraseDialog mail={props.person.mail} onClose={() => setErasing(false)} onErased={props.onErased} />
      </Show>
    </PageSection>
  )
}

/** Asks for the mail address, since this cannot be taken back. */
function EraseDialog(props: {
  readonly mail: string
  readonly onClose: () => void
  readonly onErased: () => void
}): JSX.Element {
  const words = () => access().account
  const [typed, setTyped] = createSignal("")
  const isSure = () => typed().trim().toLowerCase() === props.mail.toLowerCase()
  const erase = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!isSure() || !wasDone(await relay.eraseMe(props.mail))) return
    showToast({ text: words().erased })
    props.onErased()
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={words().eraseTitle}
      size="medium"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="danger" type="submit" form="erase-account" disabled={!isSure()}>
            {words().eraseSubmit}
          </Button>
        </>
      }
    >
      <form id="erase-account" class="dialog-form" onSubmit={event => void erase(event)}>
        <p>{words().eraseHint}</p>
        <Field label={words().eraseConfirm(props.mail)}>
          {attributes => <TextInput {...attributes} value={typed()} onValue={setTyped} autocomplete="off" autofocus />}
        </Field>
      </form>
    </Dialog>
  )
}
