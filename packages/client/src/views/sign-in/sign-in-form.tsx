import type { SignInWays } from "@weft/model/wire/api"
import { createSignal, For, Show, untrack, type JSX } from "solid-js"
import { isNoAnswer, type Answer } from "../../data/api.ts"
import { knowsPasskeys, signIn } from "../../data/sign-in.ts"
import { failureSentence } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { fingerprintIcon } from "../../ui/icons.ts"
import { AskedField, createAskedTexts, isMail, isThere, MailField } from "./fields.tsx"
import "./sign-in.css"

export interface SignInFormProps {
  readonly ways: SignInWays
  /** The address that an invitation was sent to, if only that will do. */
  readonly mail?: string | null
  /** Where a mailed link or a provider's page leads back to, as a path. */
  readonly back: string
  readonly onSignedIn: () => void
}

/** The ways to sign in that the relay has and this browser knows. */
export function SignInForm(props: SignInFormProps): JSX.Element {
  const words = () => access().entry
  const { fields, tried } = createAskedTexts({
    mail: { first: untrack(() => props.mail ?? ""), check: isMail },
    password: { check: isThere },
  })
  const [said, setSaid] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [sent, setSent] = createSignal<string>()
  const mail = () => fields.mail.text().trim()

  /** Waits for what came of a try; says what is wrong with it, or goes on. */
  const attempt = async <Value,>(
    asked: Promise<Answer<Value>>,
    { onDone }: { readonly onDone: (value: Value) => void },
  ) => {
    setBusy(true)
    setSaid(undefined)
    const answer = await asked
    setBusy(false)
    if (!isNoAnswer(answer)) onDone(answer)
    else if (answer.failed !== "called-off")
      // Whoever stands at this door and is not let in wrote something wrong.
      setSaid(failureSentence(answer.failed === "signed-out" ? { ...answer, failed: "wrong-secret" } : answer))
  }
  const enter = (asked: Promise<Answer<unknown>>) => void attempt(asked, { onDone: () => props.onSignedIn() })
  const withPassword = (event: SubmitEvent) => {
    event.preventDefault()
    if (tried() && !busy()) enter(signIn.withPassword(mail(), fields.password.text()))
  }
  /** Waits until a link is on its way to the address that stands there, and says so. */
  const sending = (asked: Promise<Answer<unknown>>, says: string) =>
    void attempt(asked, { onDone: () => setSent(says) })
  const hasMail = () => isMail(mail()) === undefined || (tried(), false)
  const sendLink = () => hasMail() && sending(signIn.mailLink(mail(), props.back), words().linkSent(mail()))
  const sendNewPassword = () => hasMail() && sending(signIn.mailNewPassword(mail()), access().newPassword.sent(mail()))
  const goTo = (provider: string) =>
    void attempt(signIn.atProvider(provider, props.back), { onDone: address => location.assign(address) })
  const others = () => props.ways.providers.length > 0 || (props.ways.passkey && knowsPasskeys())

  return (
    <div class="sign-in">
      <Show when={said()}>
        {sentence => (
          <p class="sign-in-wrong" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Show
        when={sent()}
        fallback={
          <Show when={props.ways.password || props.ways.mailedLink}>
            <form class="sheet-form" onSubmit={withPassword} novalidate>
              <MailField of={fields.mail} fixed={typeof props.mail === "string"} autofocus />
              <Show when={props.ways.password}>
                <AskedField
                  label={access().fields.password}
                  of={fields.password}
                  type="password"
                  autocomplete="current-password"
                />
                <Button kind="primary" type="submit" disabled={busy()}>
                  {words().submit}
                </Button>
              </Show>
              <Show when={props.ways.mailedLink}>
                <Button kind={props.ways.password ? "quiet" : "primary"} disabled={busy()} onClick={sendLink}>
                  {words().mailLink}
                </Button>
                <Show when={props.ways.password}>
                  <Button kind="quiet" disabled={busy()} onClick={sendNewPassword}>
                    {words().forgotten}
                  </Button>
                </Show>
              </Show>
            </form>
          </Show>
        }
      >
        {sentence => (
          <p class="sign-in-sent" role="status">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={others()}>
        <p class="sign-in-or">{words().or}</p>
        <div class="sign-in-others">
          <Show when={props.ways.passkey && knowsPasskeys()}>
            <Button icon={fingerprintIcon} disabled={busy()} onClick={() => enter(signIn.withPasskey())}>
              {words().passkey}
            </Button>
          </Show>
          <For each={props.ways.providers}>
            {provider => (
              <Button disabled={busy()} onClick={() => goTo(provider.id)}>
                {words().provider(provider.name)}
              </Button>
            )}
          </For>
        </div>
      </Show>
    </div>
  )
}
