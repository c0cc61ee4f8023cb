import type { ContactId } from "@weft/model/base/ids"
import { PRIORITIES } from "@weft/model/schema/item"
import { wordsIn, type OfferingContent } from "@weft/model/schema/offering-content"
import type { ContactBook } from "@weft/model/service/contact-book"
import { plannedTasks } from "@weft/model/service/fulfilment"
import { Show, untrack, type JSX } from "solid-js"
import { createSetupSnapshot, createToday } from "../../data/context.ts"
import { contactBook, mayReadContacts } from "../../parts/contacts/contact-book.ts"
import { OfferingFacts } from "../../parts/catalogue/offering-facts.tsx"
import { RequestFields } from "../../parts/catalogue/request-fields.tsx"
import { catalogueWords } from "../../text/catalogue.ts"
import { language, t } from "../../text/index.ts"
import { Field, Select, TextArea, TextInput } from "../../ui/field.tsx"
import { RequesterField } from "./requester-field.tsx"
import { ASKED_BY, type RequestDraft } from "./request-draft.ts"
import type { RequestFormState } from "./request-form-state.ts"

/** The form of a request: who asks and how, the fields of the offering, and what else was said. */
export function RequestForm(props: { readonly form: RequestFormState }): JSX.Element {
  let element!: HTMLFormElement
  const { workspace, space, draft, write } = untrack(() => props.form)
  const setup = createSetupSnapshot(workspace, () => workspace.space(space))
  const today = createToday(() => workspace.now())
  const words = () => catalogueWords().dialog
  const content = () => props.form.content()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await props.form.submit()) return
    element.querySelector<HTMLElement>("[aria-invalid=true], .request-flag:has([data-error]) input")?.focus()
  }
  /** How many tasks come with it, given the answers so far. */
  const brought = () => {
    const basis = { opened: today(), due: null, workingDayAfter: () => null }
    return plannedTasks(content(), draft().answers, basis).length
  }
  const isMissed = () => missesAudience(contactBook(workspace), draft(), content())
  return (
    <form
      id="new-request"
      ref={element}
      class="request-form"
      novalidate
      onSubmit={event => void submit(event)}
      onKeyDown={event => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        element.requestSubmit()
      }}
    >
      <Show when={wordsIn(content().description, language())}>
        {description => <p class="request-description">{description()}</p>}
      </Show>
      <OfferingFacts content={content()} mayManage={workspace.mayWrite(`setup/${space}`)} />
      <Show when={props.form.isNewer()}>
        <p class="request-newer" role="status">
          {words().changed}
        </p>
      </Show>
      <div class="request-pair">
        <Show when={mayReadContacts(workspace)}>
          <RequesterField
            workspace={workspace}
            requester={draft().requester}
            onRequester={requester => write({ requester })}
            error={isMissed() ? words().notFor[content().audience as "vip"] : undefined}
          />
        </Show>
        <Field label={words().channel}>
          {attributes => (
            <Select
              attributes={attributes}
              value={draft().channel}
              options={ASKED_BY.map(value => ({ value, label: words().channels[value] }))}
              onValue={channel => write({ channel })}
            />
          )}
        </Field>
      </div>
      <RequestFields
        form={content().form}
        answers={draft().answers}
        faults={props.form.faults()}
        setup={setup()}
        today={today()}
        onAnswer={props.form.answer}
      />
      <Field label={words().description}>
        {attributes => (
          <TextArea
            {...attributes}
            value={draft().description}
            onValue={description => write({ description })}
            maxLength={20_000}
          />
        )}
      </Field>
      <div class="request-pair">
        <Field label={words().title}>
          {attributes => (
            <TextInput
              {...attributes}
              value={draft().title}
              onValue={title => write({ title })}
              placeholder={wordsIn(content().title, language())}
              maxLength={500}
            />
          )}
        </Field>
        <Field label={words().priority}>
          {attributes => (
            <Select
              attributes={attributes}
              value={draft().priority}
              options={PRIORITIES.map(value => ({ value, label: t().priorities[value] }))}
              onValue={priority => write({ priority })}
            />
          )}
        </Field>
      </div>
      <Show when={brought() > 0}>
        <p class="request-brings">{words().brings(brought())}</p>
      </Show>
      <Show when={props.form.faults().size > 0}>
        <p class="field-note" data-error="" role="alert">
          {words().missing(props.form.faults().size)}
        </p>
      </Show>
    </form>
  )
}

/** Whether an offering is not meant for whoever asks, as far as they are known; the agent decides what to do then. */
function missesAudience(
  book: ContactBook,
  { requester }: RequestDraft,
  { audience, organisations }: OfferingContent,
): boolean {
  if (audience === "everybody" || requester === null) return false
  const contact = "known" in requester ? book.contact(requester.known satisfies ContactId) : undefined
  const organisation = contact === undefined ? undefined : book.organisationOf(contact)
  if (audience === "vip") return contact === undefined || !book.isVip(contact)
  return organisation === undefined || !organisations.includes(organisation.id)
}
