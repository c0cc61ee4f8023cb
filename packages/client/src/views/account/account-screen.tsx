import type { Person } from "@weft/model/wire/api"
import { Show, type JSX } from "solid-js"
import { isNoAnswer, relay } from "../../data/api.ts"
import { signIn } from "../../data/sign-in.ts"
import { Answered, createAsked, wasDone } from "../../parts/answered.tsx"
import { LineInput } from "../../parts/line-input.tsx"
import { access } from "../../text/access.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"
import { DataSection } from "./data-section.tsx"
import { DevicesSection } from "./devices-section.tsx"
import { PasskeysSection } from "./passkeys-section.tsx"
import { PasswordSection } from "./password-section.tsx"
import { TokensSection, type AccountSurroundings } from "./tokens-section.tsx"
import "./account-screen.css"

export interface AccountProps {
  /** The workspace around it, with the names of its spaces, if there is one. */
  readonly within?: AccountSurroundings | undefined
  /** Leads to the door, where somebody signs in and comes back. */
  readonly onSignIn: () => void
  /** Somebody signed out, or has no account any more. */
  readonly onLeft: () => void
  readonly onSave: (name: string, text: string) => void
}

/** One's own account, on a page of its own. */
export function AccountScreen(props: AccountProps): JSX.Element {
  return (
    <div class="account">
      <header class="account-head">
        <a class="account-back" href="/">
          {t().shell.startTitle}
        </a>
        <h1>{access().account.title}</h1>
      </header>
      <main class="page">
        <div class="page-sheet">
          <Account {...props} />
        </div>
      </main>
    </div>
  )
}

/** One's own account at the relay that serves the page. */
export function Account(props: AccountProps): JSX.Element {
  const session = createAsked(() => relay.session())
  const person = () => {
    const state = session.value()
    return state?.access === "accounts" ? state.person : null
  }
  const leave = async () => {
    if (wasDone(await signIn.signOut())) props.onLeft()
  }
  return (
    <Answered of={session}>
      {state => (
        <Show
          when={person()}
          fallback={
            <div class="account-stranger">
              <Show when={state().access === "accounts"} fallback={<p>{access().entry.openBody}</p>}>
                <p>{access().failures["signed-out"]}</p>
                <Button kind="primary" onClick={() => props.onSignIn()}>
                  {access().entry.submit}
                </Button>
              </Show>
            </div>
          }
        >
          {own => (
            <>
              <PersonSection person={own()} onChanged={() => void session.again()} onLeave={() => void leave()} />
              <PasswordSection />
              <PasskeysSection />
              <DevicesSection />
              <TokensSection within={props.within} />
              <DataSection person={own()} onSave={props.onSave} onErased={props.onLeft} />
            </>
          )}
        </Show>
      )}
    </Answered>
  )
}

function PersonSection(props: {
  readonly person: Person
  readonly onChanged: () => void
  readonly onLeave: () => void
}): JSX.Element {
  const rename = async (name: string) => {
    if (!wasDone(await signIn.changeName(name))) return
    // A workspace knows its people by names of its own; the account's is what somebody is called now.
    const mine = await relay.workspaces()
    if (!isNoAnswer(mine)) await Promise.all(mine.map(({ id }) => relay.changeMember(id, props.person.id, { name })))
    showToast({ text: access().account.saved })
    props.onChanged()
  }
  return (
    <PageSection
      title={access().account.you}
      hint={access().account.signedInAs(props.person.mail)}
      actions={
        <Button size="small" onClick={() => props.onLeave()}>
          {access().entry.signOut}
        </Button>
      }
    >
      <ul class="page-rows">
        <li class="page-row">
          <span class="account-label">{access().fields.name}</span>
          <LineInput
            label={access().fields.name}
            value={props.person.name}
            onSave={text => {
              if (text.trim() === "") return access().fields.missing
              void rename(text.trim())
              return undefined
            }}
          />
        </li>
      </ul>
    </PageSection>
  )
}
