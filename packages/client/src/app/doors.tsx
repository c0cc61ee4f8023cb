import type { MyWorkspace } from "@weft/model/wire/api"
import { useNavigate, useParams } from "@tanstack/solid-router"
import { Match, Switch, type JSX } from "solid-js"
import { AccountScreen } from "../views/account/account-screen.tsx"
import { InvitationScreen } from "../views/sign-in/invitation-screen.tsx"
import { LiveScreen } from "../views/live/live-screen.tsx"
import { NewPasswordScreen } from "../views/sign-in/new-password-screen.tsx"
import { SetUpScreen } from "../views/sign-in/set-up-screen.tsx"
import { SignInLinkScreen } from "../views/sign-in/sign-in-link-screen.tsx"
import { SignInScreen } from "../views/sign-in/sign-in-screen.tsx"
import { workspaceHref } from "./addresses.ts"
import { NotFound } from "./not-found.tsx"
import { noteMembership } from "./open-workspace.ts"
import { noteSignedIn, noteSignedOut } from "../data/signed-in-hint.ts"
import { saveFile } from "../parts/save-file.ts"

/** The screens around workspaces: set up, sign in, accept an invitation, one's account. */
export function Door(): JSX.Element {
  const parameters = useParams({ strict: false }) as () => { readonly place?: string }
  const navigate = useNavigate()
  // What stands behind `#` is read when the page is loaded, and only then.
  const go = (to: string) => (to.includes("#") ? location.replace(to) : void navigate({ to, replace: true }))
  const enter = (to: string) => {
    noteSignedIn(localStorage)
    go(to)
  }
  const leave = () => {
    noteSignedOut(localStorage)
    go("/")
  }
  const joined = (workspace: MyWorkspace, name: string) => {
    noteMembership(workspace, name, location.origin)
    enter(workspaceHref(workspace.id))
  }
  // A secret is read once and taken out of the address, so that no history keeps it.
  const secret = takeSecret()
  return (
    <Switch fallback={<NotFound />}>
      <Match when={parameters().place === "setup"}>
        <SetUpScreen secret={secret} onDone={() => enter("/")} />
      </Match>
      <Match when={parameters().place === "sign-in"}>
        <SignInScreen to={wantedPlace()} wasTurnedAway={wasTurnedAway()} onGo={enter} />
      </Match>
      <Match when={parameters().place === "sign-in-link"}>
        <SignInLinkScreen token={secret} onSignedIn={() => enter(wantedPlace())} />
      </Match>
      <Match when={parameters().place === "invite"}>
        <InvitationScreen secret={secret} onJoined={joined} />
      </Match>
      <Match when={parameters().place === "new-password"}>
        <NewPasswordScreen token={secret} />
      </Match>
      <Match when={parameters().place === "live"}>
        <LiveScreen secret={secret} />
      </Match>
      <Match when={parameters().place === "account"}>
        <AccountScreen onSignIn={() => go("/sign-in?to=/account")} onLeft={leave} onSave={saveFile} />
      </Match>
    </Switch>
  )
}

function takeSecret(): string {
  const secret = location.hash.slice(1)
  if (secret !== "") history.replaceState(history.state, "", location.pathname + location.search)
  return secret
}

/** Whether a provider sent somebody back without having signed them in. */
function wasTurnedAway(): boolean {
  return new URLSearchParams(location.search).has("error")
}

/** Where somebody wanted to go before they stood at the door: a path of this page, and nothing else. */
function wantedPlace(): string {
  const to = new URLSearchParams(location.search).get("to") ?? "/"
  const address = URL.canParse(to, location.origin) ? new URL(to, location.origin) : null
  return address?.origin === location.origin ? address.pathname + address.search + address.hash : "/"
}
