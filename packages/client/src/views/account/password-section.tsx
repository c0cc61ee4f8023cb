import { createSignal, Show, type JSX } from "solid-js"
import { isNoAnswer } from "../../data/api.ts"
import { signIn } from "../../data/sign-in.ts"
import { failureSentence } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Field, TextInput } from "../../ui/field.tsx"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"

/** The change of the password. The relay decides whether the new one will do. */
export function PasswordSection(): JSX.Element {
  const words = () => access().account
  const [current, setCurrent] = createSignal("")
  const [next, setNext] = createSignal("")
  const [said, setSaid] = createSignal<string>()
  const change = async (event: SubmitEvent) => {
    event.preventDefault()
    const answer = await signIn.changePassword(current(), next())
    if (isNoAnswer(answer)) return void setSaid(failureSentence(answer))
    setSaid(undefined)
    setCurrent("")
    setNext("")
    showToast({ text: words().changed })
  }
  return (
    <PageSection title={words().password}>
      <form class="account-form" onSubmit={event => void change(event)} novalidate>
        <Field label={words().current}>
          {attributes => (
            <TextInput
              {...attributes}
              type="password"
              autocomplete="current-password"
              value={current()}
              onValue={setCurrent}
            />
          )}
        </Field>
        <Field label={words().next} hint={access().fields.passwordHint}>
          {attributes => (
            <TextInput {...attributes} type="password" autocomplete="new-password" value={next()} onValue={setNext} />
          )}
        </Field>
        <Show when={said()}>{sentence => <p role="alert">{sentence()}</p>}</Show>
        <Button type="submit" disabled={current() === "" || next() === ""}>
          {words().change}
        </Button>
      </form>
    </PageSection>
  )
}
