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

  /** Tries a way; says what is wrong, or goes on. */
  const attempt = async <Value,>(way: () => Promise<Answer<Value>>, then: (value: Value) => void) => {
    if (busy()) return
    setBusy(true)
    setSaid(undefined)
    const answer = await way()
    setBusy(false)
    if (!isNoAnswer(answer)) then(answer)
    else if (answer.failed !== "called-off")
      // Whoever stands at this door and is not let in wrote something wrong.
      setSaid(failureSentence(answer.failed === "signed-out" ? { ...answer, failed: "wrong-secret" } : answer))
  }
  const withPassword = (event: SubmitEvent) => {
    event.preventDefault()
    if (tried())
      void attempt(
        () => signIn.withPassword(mail(), fields.password.text()),
        () => props.onSignedIn(),
      )
  }
  /** Has a link sent to the address that stands there. */
  const send = (link: (mail: string) => Promise<Answer<unknown>>, says: (mail: string) => string) => {
    if (isMail(mail()) !== undefined) return void tried()
    void attempt(
      () => link(mail()),
      () => setSent(says(mail())),
    )
  }
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
                <Button
                  kind={props.ways.password ? "quiet" : "primary"}
                  disabled={busy()}
                  onClick={() => send(address => signIn.mailLink(address, props.back), words().linkSent)}
                >
                  {words().mailLink}
                </Button>
                <Show when={props.ways.password}>
                  <Button
                    kind="quiet"
                    disabled={busy()}
                    onClick={() => send(address => signIn.mailNewPassword(address), access().newPassword.sent)}
                  >
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
            <Button
              icon={fingerprintIcon}
              disabled={busy()}
              onClick={() =>
                void attempt(
                  () => signIn.withPasskey(),
                  () => props.onSignedIn(),
                )
              }
            >
              {words().passkey}
            </Button>
          </Show>
          <For each={props.ways.providers}>
            {provider => (
              <Button
                disabled={busy()}
                onClick={() =>
                  void attempt(
                    () => signIn.atProvider(provider.id, props.back),
                    address => location.assign(address),
                  )
                }
              >
                {words().provider(provider.name)}
              </Button>
            )}
          </For>
        </div>
      </Show>
    </div>
  )
}
