import type { ContactFields } from "@weft/model/actions/contact"
import { createSignal, onMount, untrack, type JSX } from "solid-js"
import { contactWords } from "../../text/contacts.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Field, TextInput } from "../../ui/field.tsx"
import { openOverlay, type Anchor } from "../../ui/overlays.tsx"
import "../../ui/popover.css"
import "../small-form.css"

export interface NewContactOptions {
  readonly anchor: Anchor
  /** A name or a mail address that was typed already. */
  readonly typed: string
  /** Called with what was written; answers whether the form can close. */
  readonly onDone: (contact: ContactFields) => boolean
}

/** Opens the few fields by which somebody new is known, beside a control. */
export function openNewContact(options: NewContactOptions): void {
  openOverlay({
    anchor: options.anchor,
    label: contactWords().newContact,
    content: close => <NewContact {...options} onClose={close} />,
  })
}

function NewContact(props: NewContactOptions & { readonly onClose: () => void }): JSX.Element {
  let first!: HTMLInputElement
  const isMail = untrack(() => props.typed.includes("@"))
  const [name, setName] = createSignal(untrack(() => (isMail ? "" : props.typed)))
  const [mail, setMail] = createSignal(untrack(() => (isMail ? props.typed : "")))
  const [phone, setPhone] = createSignal("")
  onMount(() => first.focus())
  const line = (label: () => string, value: () => string, onValue: (text: string) => void, type: string) => (
    <Field label={label()}>
      {attributes => (
        <TextInput
          {...attributes}
          ref={element => ((type === "email") === !isMail ? (first = element) : undefined)}
          type={type}
          autocomplete="off"
          value={value()}
          onValue={onValue}
        />
      )}
    </Field>
  )
  return (
    <form
      class="popover small-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (props.onDone({ name: name(), mail: mail(), phone: phone() })) props.onClose()
      }}
    >
      {line(() => contactWords().name, name, setName, "text")}
      {line(() => contactWords().mail, mail, setMail, "email")}
      {line(() => contactWords().phone, phone, setPhone, "tel")}
      <div class="small-form-actions">
        <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
        <Button kind="primary" type="submit">
          {contactWords().create}
        </Button>
      </div>
    </form>
  )
}
