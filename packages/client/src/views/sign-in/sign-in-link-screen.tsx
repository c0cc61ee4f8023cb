import { createSignal, Show, type JSX } from "solid-js"
import { isNoAnswer } from "../../data/api.ts"
import { signIn } from "../../data/sign-in.ts"
import { failureSentence } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Sheet } from "../../ui/sheet.tsx"
import "./sign-in.css"

/** Where a mailed link to sign in leads. It waits for a press: programs that look through mail open links too. */
export function SignInLinkScreen(props: {
  /** What stood behind `#` in the link. */
  readonly token: string
  readonly onSignedIn: () => void
}): JSX.Element {
  const words = () => access().mailedLink
  const [said, setSaid] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const enter = async () => {
    setBusy(true)
    const answer = await signIn.withLink(props.token)
    setBusy(false)
    if (!isNoAnswer(answer)) return props.onSignedIn()
    // A relay that mails no more knows of no links either.
    const isOver = answer.failed === "ended" || answer.failed === "not-found"
    setSaid(isOver ? words().ended : failureSentence(answer))
  }
  return (
    <Sheet title={access().entry.title} body={words().body(location.host)}>
      <Show when={said()}>
        {sentence => (
          <p class="sign-in-wrong" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <div class="sheet-form">
        <Button kind="primary" autofocus disabled={busy()} onClick={() => void enter()}>
          {access().entry.submit}
        </Button>
      </div>
      <p class="sign-in-foot">
        <a href="/sign-in">{words().toSignIn}</a>
      </p>
    </Sheet>
  )
}
