import type { SessionState } from "@weft/model/wire/api"
import { createEffect, Match, Show, Switch, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { Answered, createAsked } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Sheet } from "../../ui/sheet.tsx"
import { SignInForm } from "./sign-in-form.tsx"

export interface SignInScreenProps {
  /** Where somebody wanted to go, as a path of this page. */
  readonly to: string
  /** Somebody comes back from a provider that has signed nobody in. */
  readonly wasTurnedAway: boolean
  readonly onGo: (path: string) => void
}

/** The door: how to sign in to the relay that serves the page, and what to do where that is not possible. */
export function SignInScreen(props: SignInScreenProps): JSX.Element {
  const session = createAsked(() => relay.session())
  const words = () => access().entry
  createEffect(() => {
    const state = session.value()
    if (state?.access === "accounts" && state.person !== null) props.onGo(props.to)
  })
  return (
    <Sheet title={titleOf(session.value())} body={bodyOf(session.value())}>
      <div class="sign-in-asking">
        <Answered of={session}>
          {state => (
            <Switch>
              <Match when={waysOf(state())}>
                {ways => (
                  <>
                    <Show when={props.wasTurnedAway}>
                      <p class="sign-in-wrong" role="alert">
                        {words().turnedAway}
                      </p>
                    </Show>
                    <SignInForm ways={ways()} back={props.to} onSignedIn={() => props.onGo(props.to)} />
                    <p class="sign-in-foot">{words().noInvitation}</p>
                  </>
                )}
              </Match>
            </Switch>
          )}
        </Answered>
      </div>
      <p class="sign-in-foot">
        <a href="/">{words().toStart}</a>
      </p>
    </Sheet>
  )
}

/** The ways to sign in, where there is somebody to sign in as. */
function waysOf(state: SessionState) {
  return state.access === "accounts" && state.person === null && !state.waitsForOwner ? state.ways : undefined
}

function titleOf(state: SessionState | undefined): string {
  const words = access().entry
  if (state?.access === "open") return words.open
  return state?.access === "accounts" && state.person === null && state.waitsForOwner
    ? words.waitsForOwner
    : words.title
}

function bodyOf(state: SessionState | undefined): string {
  const words = access().entry
  if (state?.access === "open") return words.openBody
  return state?.access === "accounts" && state.person === null && state.waitsForOwner
    ? words.waitsForOwnerBody
    : words.at(location.host)
}
