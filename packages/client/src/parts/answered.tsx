import { createSignal, onCleanup, onMount, Show, type Accessor, type JSX } from "solid-js"
import { isNoAnswer, type Answer, type NoAnswer } from "../data/api.ts"
import { access } from "../text/access.ts"
import { Button } from "../ui/button.tsx"
import { triangleAlertIcon } from "../ui/icons.ts"
import { showToast } from "../ui/toast.tsx"
import "./answered.css"

/** Something that the relay was asked: the last answer, what went wrong since, and how to ask again. */
export interface Asked<Value> {
  /** The last answer, also while a newer one is on its way. */
  readonly value: Accessor<Value | undefined>
  /** Why the last question has no answer. */
  readonly failure: Accessor<NoAnswer | undefined>
  readonly again: () => Promise<void>
}

/** Asks when the part that needs it is shown. Answers that come when it is gone, or has asked anew, are dropped. */
export function createAsked<Value>(ask: () => Promise<Answer<Value>>): Asked<Value> {
  const [value, setValue] = createSignal<Value>()
  const [failure, setFailure] = createSignal<NoAnswer>()
  let question = 0
  const again = async () => {
    const own = ++question
    const answer = await ask()
    if (own !== question) return
    setFailure(isNoAnswer(answer) ? answer : undefined)
    if (!isNoAnswer(answer)) setValue(() => answer)
  }
  onMount(() => void again())
  onCleanup(() => (question = -1))
  return { value, failure, again }
}

/** What the relay answered; until then that it was asked, or what is wrong and how to go on. */
export function Answered<Value>(props: {
  readonly of: Asked<Value>
  readonly children: (value: Accessor<NonNullable<Value>>) => JSX.Element
}): JSX.Element {
  return (
    <>
      <Show when={props.of.failure()}>
        {failure => (
          <div class="answered-failure" role="alert">
            <p>{failureSentence(failure())}</p>
            <Button size="small" onClick={() => void props.of.again()}>
              {access().again}
            </Button>
          </div>
        )}
      </Show>
      <Show when={props.of.value()} fallback={<Show when={props.of.failure() === undefined}>{<Waiting />}</Show>}>
        {value => props.children(value)}
      </Show>
    </>
  )
}

/** Says that an answer is awaited, once that takes long enough to wonder. */
function Waiting(): JSX.Element {
  return (
    <p class="answered-waiting" role="status">
      {access().waiting}
    </p>
  )
}

export function failureSentence({ failed, detail }: NoAnswer): string {
  const { failures, fields } = access()
  // The relay names the field that it did not take.
  if (failed === "bad-request" && /^(new)?password$/i.test(detail)) return fields.passwordEasy
  if (failed === "bad-request" && /^e?mail$/.test(detail)) return fields.noMail
  return failures[failed]
}

/** Says why something was not done. What somebody called off themselves needs no words. */
export function sayFailure(failure: NoAnswer): void {
  if (failure.failed !== "called-off") showToast({ text: failureSentence(failure), icon: triangleAlertIcon })
}

/** Whether something was done; if not, says why. */
export function wasDone<Value>(answer: Answer<Value>): answer is Exclude<Answer<Value>, NoAnswer> {
  if (!isNoAnswer(answer)) return true
  sayFailure(answer)
  return false
}
