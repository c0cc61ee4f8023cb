import { setAnswer, answerWorldOf } from "@weft/model/actions/request"
import { requestId, type AnswerCorrection, type Request } from "@weft/model/schema/catalogue"
import { wordsIn, type FormField, type OfferingContent } from "@weft/model/schema/offering-content"
import type { Answer } from "@weft/model/schema/request-answer"
import { readForm, shownFields, type AnswerFault } from "@weft/model/service/request-form"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { createRow } from "../../../../data/rows-where.ts"
import { answerWords } from "../../../../parts/catalogue/answer-words.ts"
import { OfferingFacts } from "../../../../parts/catalogue/offering-facts.tsx"
import { AnswerField } from "../../../../parts/catalogue/request-fields.tsx"
import { whenWords } from "../../../../parts/when.ts"
import { catalogueWords } from "../../../../text/catalogue.ts"
import { language, t } from "../../../../text/index.ts"
import { Button } from "../../../../ui/button.tsx"
import { useItem } from "../../item-context.ts"
import { createPeople } from "../../people.ts"
import { FulfilmentTasks } from "./fulfilment-tasks.tsx"
import "./request.css"

/** What was asked for with the open ticket, in the words of the form that it was made with, and how far it is. */
export function RequestSection(): JSX.Element {
  const { space, id } = useItem()
  const row = createRow("requests", () => ({ live: space.live, id: requestId(id) }))
  const request = createMemo(() => {
    const standing = row()
    return standing === undefined || standing.read("deleted") !== null ? undefined : standing
  })
  const version = () => space.live.table("offeringVersions").get(request()?.read("version") ?? "")
  const title = () => {
    const standing = version()
    const name = wordsIn(standing?.content?.title ?? {}, language())
    return standing === undefined ? "" : `${name} · ${catalogueWords().version(standing.version)}`
  }
  return (
    <Show when={request()}>
      {standing => (
        <section class="item-section ticket-request" aria-label={catalogueWords().section.title}>
          <header class="item-section-head">
            <h3 class="item-section-name">{catalogueWords().section.title}</h3>
            <span class="ticket-request-what">{title()}</span>
          </header>
          <Show
            when={version()?.content}
            fallback={<p class="property-empty">{catalogueWords().section.unknownForm}</p>}
          >
            {content => (
              <>
                <Answers
                  content={content()}
                  answers={standing().read("answers")}
                  corrections={standing().read("corrections")}
                />
                <FulfilmentTasks content={content()} links={standing().read("tasks")} />
              </>
            )}
          </Show>
        </section>
      )}
    </Show>
  )
}

interface AnswersProps extends Pick<Request, "answers" | "corrections"> {
  readonly content: OfferingContent
}

function Answers(props: AnswersProps): JSX.Element {
  const { workspace, space } = useItem()
  const fields = createMemo(() => shownFields(props.content.form, props.answers))
  const latest = createMemo(() => {
    const byField = new Map<string, AnswerCorrection>()
    for (const correction of Object.values(props.corrections).toSorted((one, other) => one.at - other.at))
      byField.set(correction.field, correction)
    return byField
  })
  return (
    <>
      <OfferingFacts content={props.content} mayManage={workspace.mayWrite(`setup/${space.id}`)} />
      <Show when={fields().length > 0}>
        <dl class="request-answers">
          <For each={fields()}>
            {field => <AnswerRow {...props} field={field} correction={latest().get(field.key)} />}
          </For>
        </dl>
      </Show>
    </>
  )
}

interface AnswerRowProps extends AnswersProps {
  readonly field: FormField
  readonly correction: AnswerCorrection | undefined
}

/** An answer, which an agent corrects in its place; below it what it was before. */
function AnswerRow(props: AnswerRowProps): JSX.Element {
  const { space, setup, today, mayWrite } = useItem()
  const [isEdited, setEdited] = createSignal(false)
  let button!: HTMLButtonElement
  const answer = () => props.answers[props.field.key]
  const label = () => wordsIn(props.field.label, language())
  const named = () => ({ members: setup().members, items: space.live.plain.items })
  const words = () => answerWords(props.field, answer(), named(), today())
  const close = () => {
    setEdited(false)
    queueMicrotask(() => button.focus())
  }
  return (
    <div class="request-answer" data-edited={isEdited() ? "" : undefined}>
      <dt>{label()}</dt>
      <dd>
        <Show when={!isEdited()} fallback={<AnswerEditor {...props} onClose={close} />}>
          <Show when={mayWrite()} fallback={<AnswerText words={words()} />}>
            <button
              ref={button}
              type="button"
              class="request-answer-button"
              aria-label={`${catalogueWords().section.edit(label())}: ${words()}`}
              onClick={() => setEdited(true)}
            >
              <AnswerText words={words()} />
            </button>
          </Show>
          <Show when={props.correction}>{correction => <CorrectionLine {...props} correction={correction()} />}</Show>
        </Show>
      </dd>
    </div>
  )
}

function AnswerText(props: { readonly words: string }): JSX.Element {
  return (
    <Show when={props.words} fallback={<span class="property-empty">{catalogueWords().section.unanswered}</span>}>
      {words => <span class="request-answer-words">{words()}</span>}
    </Show>
  )
}

function CorrectionLine(props: AnswerRowProps & { readonly correction: AnswerCorrection }): JSX.Element {
  const { space, setup, today } = useItem()
  const people = createPeople()
  const line = () => {
    const { was, by, at } = props.correction
    const who = people(by)?.name ?? catalogueWords().somebody
    const when = whenWords(at, today())
    const named = { members: setup().members, items: space.live.plain.items }
    const before = was === null ? "" : answerWords(props.field, was, named, today())
    return before === ""
      ? catalogueWords().section.wasEmpty(who, when)
      : catalogueWords().section.was(before, who, when)
  }
  return <p class="request-correction">{line()}</p>
}

/** The field of the form, to correct one answer: Enter in a line saves, Escape leaves it as it was. */
function AnswerEditor(props: AnswerRowProps & { readonly onClose: () => void }): JSX.Element {
  const { workspace, space, id, act, key, setup, today } = useItem()
  const [answer, setAnswerTo] = createSignal<Answer | null>(untrack(() => props.answers[props.field.key] ?? null))
  const [fault, setFault] = createSignal<AnswerFault>()
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    const { [props.field.key]: _, ...others } = props.answers
    const given = answer()
    const wanted = given === null ? others : { ...others, [props.field.key]: given }
    const { faults } = readForm(props.content.form, wanted, answerWorldOf(workspace.snapshot(space.id)))
    const wrong = faults.get(props.field.key)
    setFault(wrong)
    if (wrong !== undefined) return
    const label = wordsIn(props.field.label, language())
    const args = { item: id, field: props.field.key, answer: given }
    if (act(setAnswer, args, catalogueWords().step.answer(label, key()))) props.onClose()
  }
  return (
    <form
      class="request-editor"
      novalidate
      onSubmit={save}
      ref={form => queueMicrotask(() => form.querySelector<HTMLElement>("input, textarea, select, button")?.focus())}
      onKeyDown={event => {
        if (event.key !== "Escape") return
        event.preventDefault()
        event.stopPropagation()
        props.onClose()
      }}
    >
      <AnswerField
        field={props.field}
        answer={answer() ?? undefined}
        fault={fault()}
        setup={setup()}
        today={today()}
        onAnswer={setAnswerTo}
      />
      <span class="request-editor-foot">
        <Button kind="quiet" size="small" onClick={() => props.onClose()}>
          {t().general.cancel}
        </Button>
        <Button kind="primary" size="small" type="submit">
          {catalogueWords().section.save}
        </Button>
      </span>
    </form>
  )
}
