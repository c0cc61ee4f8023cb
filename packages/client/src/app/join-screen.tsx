import { createSignal, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Field, TextInput } from "../ui/field.tsx"
import { Sheet } from "../ui/sheet.tsx"

export interface JoinScreenProps {
  readonly onJoin: (name: string) => void
}

/** Where a shared link leads somebody who has not been here before. */
export function JoinScreen(props: JoinScreenProps): JSX.Element {
  const [name, setName] = createSignal("")
  const [tried, setTried] = createSignal(false)
  const join = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (name().trim() !== "") props.onJoin(name().trim())
  }
  return (
    <Sheet title={t().shell.joinTitle} body={t().shell.joinBody}>
      <form class="sheet-form" onSubmit={join} novalidate>
        <Field
          label={t().shell.yourName}
          required
          error={tried() && name().trim() === "" ? t().general.nameMissing : undefined}
        >
          {attributes => (
            <TextInput {...attributes} value={name()} onValue={setName} autocomplete="name" maxLength={100} autofocus />
          )}
        </Field>
        <Button kind="primary" type="submit">
          {t().shell.join}
        </Button>
      </form>
    </Sheet>
  )
}
