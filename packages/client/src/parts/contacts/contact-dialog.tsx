import { createContact, idOfNewContact, patchContact } from "@weft/model/actions/contact"
import type { OrganisationId, SpaceId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import type { Contact } from "@weft/model/schema/contact"
import { createSignal, createUniqueId, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { useAct } from "../acting.ts"
import { contactBook } from "./contact-book.ts"
import { contactWords } from "../../text/contacts.ts"
import { locale, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, Select, TextArea, TextInput } from "../../ui/field.tsx"
import "./contact-form.css"

export interface ContactDialogProps {
  /** The contact to change; without, a new one is made. */
  readonly contact: Contact | undefined
  readonly onClose: () => void
}

/** All that is known of a contact, as a form. */
export function ContactDialog(props: ContactDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  const form = createUniqueId()
  const before = untrack(() => props.contact)
  const [name, setName] = createSignal(before?.name ?? "")
  const [mail, setMail] = createSignal(before?.mail ?? "")
  const [phone, setPhone] = createSignal(before?.phone ?? "")
  const [organisation, setOrganisation] = createSignal<string>(before?.organisation ?? "")
  const [vip, setVip] = createSignal(before?.vip ?? false)
  const [note, setNote] = createSignal(before?.note ?? "")
  const organisations = () => {
    const collator = new Intl.Collator(locale())
    return living(workspace.live.table("organisations")).sort((one, other) => collator.compare(one.name, other.name))
  }
  /** What the mail address alone would say. */
  const derived = () => contactBook(workspace).organisationOf({ organisation: null, mail: mail() })?.name
  const options = () => [
    { value: "", label: derived() === undefined ? contactWords().noneBelongs : contactWords().byDomain(derived()!) },
    ...organisations().map(({ id, name: label }) => ({ value: id as string, label })),
  ]
  const save = () => {
    const fields = {
      name: name(),
      mail: mail(),
      phone: phone(),
      organisation: organisation() === "" ? null : (organisation() as OrganisationId),
      vip: vip(),
      note: note(),
    }
    const says = contactWords().did.contact(name() || mail())
    const isDone =
      before === undefined
        ? act(createContact, { id: idOfNewContact(workspace.live.plain, mail(), workspace.random), ...fields }, says)
        : act(patchContact, { id: before.id, ...fields }, says)
    if (isDone) props.onClose()
  }
  return (
    <Dialog
      open
      size="large"
      title={before === undefined ? contactWords().newContact : before.name}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Button kind="primary" type="submit" form={form}>
            {before === undefined ? contactWords().create : contactWords().save}
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="contact-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          save()
        }}
      >
        <Field label={contactWords().name}>
          {attributes => <TextInput {...attributes} autocomplete="off" value={name()} onValue={setName} />}
        </Field>
        <div class="contact-form-pair">
          <Field label={contactWords().mail}>
            {attributes => (
              <TextInput {...attributes} type="email" autocomplete="off" value={mail()} onValue={setMail} />
            )}
          </Field>
          <Field label={contactWords().phone}>
            {attributes => (
              <TextInput {...attributes} type="tel" autocomplete="off" value={phone()} onValue={setPhone} />
            )}
          </Field>
        </div>
        <Field label={contactWords().organisation}>
          {attributes => (
            <Select
              attributes={attributes}
              value={organisation()}
              options={options()}
              onValue={value => setOrganisation(value)}
            />
          )}
        </Field>
        <Field label={contactWords().note}>
          {attributes => <TextArea {...attributes} value={note()} onValue={setNote} />}
        </Field>
        <Checkbox checked={vip()} onChange={setVip}>
          {contactWords().vip}: {contactWords().isVip}
        </Checkbox>
      </form>
    </Dialog>
  )
}
