import type { JSX } from "solid-js"
import type { Workspace } from "../../data/workspace.ts"
import { contactBook } from "../../parts/contacts/contact-book.ts"
import { openContactPicker } from "../../parts/contacts/contact-picker.tsx"
import { catalogueWords } from "../../text/catalogue.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { userIcon } from "../../ui/icons.ts"
import type { DraftRequester } from "./request-draft.ts"

export interface RequesterFieldProps {
  readonly workspace: Workspace
  readonly requester: DraftRequester
  readonly onRequester: (requester: DraftRequester) => void
  /** Why the offering is not meant for them. */
  readonly error: string | undefined
}

/** Who asks: one of those who are known, or somebody new, who becomes a contact with the request. */
export function RequesterField(props: RequesterFieldProps): JSX.Element {
  const words = () => catalogueWords().dialog
  const name = () => {
    const { requester, workspace } = props
    if (requester === null) return catalogueWords().pick
    if ("made" in requester) return requester.made.name || requester.made.mail || catalogueWords().somebody
    return contactBook(workspace).contact(requester.known)?.name ?? catalogueWords().somebody
  }
  const pick = (anchor: Element) => {
    const { workspace, requester, onRequester } = props
    openContactPicker({
      anchor,
      label: words().requester,
      workspace,
      selected: () => (requester !== null && "known" in requester ? requester.known : null),
      nobody: catalogueWords().none,
      onPick: contact => onRequester(contact === null ? null : { known: contact }),
      ...(workspace.mayWrite("contacts") && {
        onNew: made => {
          onRequester({ made })
          return true
        },
      }),
    })
  }
  return (
    <Field label={words().requester} error={props.error}>
      {attributes => (
        <Button
          id={attributes.id}
          aria-label={`${words().requester}: ${name()}`}
          aria-describedby={attributes["aria-describedby"]}
          aria-haspopup="dialog"
          icon={userIcon}
          class="request-requester"
          autofocus
          onClick={event => pick(event.currentTarget)}
        >
          {name()}
        </Button>
      )}
    </Field>
  )
}
