import type { ContactId } from "@weft/model/base/ids"
import type { ContactBook } from "@weft/model/service/contact-book"
import type { JSX } from "solid-js"
import { catalogueWords } from "../../text/catalogue.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { userIcon } from "../../ui/icons.ts"
import { openPicker } from "../../ui/picker.tsx"
import type { DraftRequester } from "./request-draft.ts"

export interface RequesterFieldProps {
  readonly book: ContactBook
  readonly requester: DraftRequester
  readonly onRequester: (requester: DraftRequester) => void
  /** Why the offering is not meant for them. */
  readonly error: string | undefined
}

/** Who asks: one of those who are known, or a name or an address that is new. */
export function RequesterField(props: RequesterFieldProps): JSX.Element {
  const words = () => catalogueWords().dialog
  const name = () => {
    const { requester, book } = props
    if (requester === null) return catalogueWords().pick
    return "called" in requester ? requester.called : (book.contact(requester.known)?.name ?? catalogueWords().somebody)
  }
  const pick = (anchor: Element) =>
    openPicker({
      anchor,
      label: words().requester,
      options: () =>
        props.book.contacts().map(contact => ({
          id: contact.id,
          label: contact.name,
          hint: props.book.organisationOf(contact)?.name ?? contact.mail,
          keywords: contact.mail,
        })),
      selected: () => (props.requester !== null && "known" in props.requester ? [props.requester.known] : []),
      onChange: ([chosen]) => props.onRequester(chosen === undefined ? null : { known: chosen as ContactId }),
      onCreate: called => {
        const known = props.book.withMail(called)
        props.onRequester(known === undefined ? { called } : { known: known.id })
      },
    })
  return (
    <Field label={words().requester} hint={words().requesterHint} error={props.error}>
      {attributes => (
        <Button
          id={attributes.id}
          aria-describedby={attributes["aria-describedby"]}
          aria-haspopup="dialog"
          icon={userIcon}
          class="request-requester"
          onClick={event => void pick(event.currentTarget)}
        >
          {name()}
        </Button>
      )}
    </Field>
  )
}
