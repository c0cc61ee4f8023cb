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
  let nameInput!: HTMLInputElement
  let mailInput!: HTMLInputElement
  const isMail = untrack(() => props.typed.includes("@"))
  const [name, setName] = createSignal(untrack(() => (isMail ? "" : props.typed)))
  const [mail, setMail] = createSignal(untrack(() => (isMail ? props.typed : "")))
  const [phone, setPhone] = createSignal("")
  // What was typed is there already: the other field is next.
  onMount(() => (isMail ? nameInput : mailInput).focus())
  return (
    <form
      class="popover small-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (props.onDone({ name: name(), mail: mail(), phone: phone() })) props.onClose()
      }}
    >
      <Field label={contactWords().name}>
        {attributes => (
          <TextInput {...attributes} ref={nameInput} autocomplete="off" value={name()} onValue={setName} />
        )}
      </Field>
      <Field label={contactWords().mail}>
        {attributes => (
          <TextInput {...attributes} ref={mailInput} type="email" autocomplete="off" value={mail()} onValue={setMail} />
        )}
      </Field>
      <Field label={contactWords().phone}>
        {attributes => <TextInput {...attributes} type="tel" autocomplete="off" value={phone()} onValue={setPhone} />}
      </Field>
      <div class="small-form-actions">
        <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
        <Button kind="primary" type="submit">
          {contactWords().create}
        </Button>
      </div>
    </form>
  )
}
