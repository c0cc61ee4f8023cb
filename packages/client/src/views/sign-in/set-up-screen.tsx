import { createSignal, Match, Show, Switch, type JSX } from "solid-js"
import { isNoAnswer, relay } from "../../data/api.ts"
import { failureSentence } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Sheet } from "../../ui/sheet.tsx"
import { createAskedTexts, isLongEnough, isMail, isThere, MailField, NameField, NewPasswordField } from "./fields.tsx"
import "./sign-in.css"

/** Where the one-time link of a relay's first start leads: it makes the relay's first owner. */
export function SetUpScreen(props: {
  /** What stood behind `#` in the link. */
  readonly secret: string
  readonly onDone: () => void
}): JSX.Element {
  const words = () => access().setUp
  const { fields, tried } = createAskedTexts({
    name: { check: isThere },
    mail: { check: isMail },
    password: { check: isLongEnough },
  })
  const [said, setSaid] = createSignal<string>()
  const [isDone, setDone] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!tried() || busy()) return
    setBusy(true)
    const answer = await relay.setUp({
      secret: props.secret,
      name: fields.name.text().trim(),
      mail: fields.mail.text().trim(),
      password: fields.password.text(),
    })
    setBusy(false)
    if (!isNoAnswer(answer)) return props.onDone()
    if (answer.failed === "set-up-already") return void setDone(true)
    setSaid(answer.failed === "wrong-secret" ? words().noSecret : failureSentence(answer))
  }
  return (
    <Switch
      fallback={
        <Sheet title={words().title} body={words().body}>
          <Show when={said()}>
            {sentence => (
              <p class="sign-in-wrong" role="alert">
                {sentence()}
              </p>
            )}
          </Show>
          <form class="sheet-form" onSubmit={event => void submit(event)} novalidate>
            <NameField of={fields.name} autofocus />
            <MailField of={fields.mail} />
            <NewPasswordField of={fields.password} />
            <Button kind="primary" type="submit" disabled={busy()}>
              {words().submit}
            </Button>
          </form>
        </Sheet>
      }
    >
      <Match when={isDone()}>
        <Sheet title={words().done} body={words().doneBody}>
          <p class="sign-in-actions">
            <a class="sheet-link" href="/sign-in">
              {access().entry.submit}
            </a>
          </p>
        </Sheet>
      </Match>
      <Match when={props.secret === ""}>
        <Sheet title={words().title} body={words().noSecret} />
      </Match>
    </Switch>
  )
}
