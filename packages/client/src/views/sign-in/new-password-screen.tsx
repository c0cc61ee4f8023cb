import { createSignal, Show, type JSX } from "solid-js"
import { isNoAnswer } from "../../data/api.ts"
import { signIn } from "../../data/sign-in.ts"
import { failureSentence } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Sheet } from "../../ui/sheet.tsx"
import { createAskedTexts, isLongEnough, NewPasswordField } from "./fields.tsx"
import "./sign-in.css"

/** Where the mailed link for a new password leads. */
export function NewPasswordScreen(props: {
  /** What stood behind `#` in the link. */
  readonly token: string
}): JSX.Element {
  const words = () => access().newPassword
  const { fields, tried } = createAskedTexts({ password: { check: isLongEnough } })
  const [said, setSaid] = createSignal<string>()
  const [isDone, setDone] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!tried()) return
    const answer = await signIn.resetPassword(props.token, fields.password.text())
    if (!isNoAnswer(answer)) return void setDone(true)
    setSaid(answer.failed === "ended" || answer.failed === "bad-request" ? words().ended : failureSentence(answer))
  }
  return (
    <Sheet title={words().title} body={isDone() ? words().done : words().body}>
      <Show when={said()}>
        {sentence => (
          <p class="sign-in-wrong" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={!isDone()}>
        <form class="sheet-form" onSubmit={event => void submit(event)} novalidate>
          <NewPasswordField of={fields.password} />
          <Button kind="primary" type="submit">
            {words().submit}
          </Button>
        </form>
      </Show>
      <p class="sign-in-actions">
        <a href="/sign-in">{access().entry.submit}</a>
      </p>
    </Sheet>
  )
}
