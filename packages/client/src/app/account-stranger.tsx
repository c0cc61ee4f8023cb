import { useNavigate } from "@tanstack/solid-router"
import { createEffect, Match, Switch, type JSX } from "solid-js"
import { isNoAnswer, relay, type Answer } from "../data/api.ts"
import { signIn } from "../data/sign-in.ts"
import { Answered, createAsked } from "../parts/answered.tsx"
import { access } from "../text/access.ts"
import { Button } from "../ui/button.tsx"
import { Sheet } from "../ui/sheet.tsx"
import { signInHref, workspaceHref } from "./addresses.ts"
import { noteMembership } from "./open-workspace.ts"
import type { StrangerProps } from "./stranger.tsx"

/** What is known of whoever stands at the address of a workspace. */
type Met = { readonly mail: string; readonly isMember: boolean } | "signed-out"

/** Lets in whoever's account belongs to the workspace; others are led to the door, or told whom to ask. */
export function AccountStranger(props: StrangerProps): JSX.Element {
  const words = () => access().entry
  const navigate = useNavigate()
  const meet = async (): Promise<Answer<Met>> => {
    const session = await relay.session()
    if (isNoAnswer(session)) return session
    if (session.access === "open" || session.person === null) return "signed-out"
    const mine = await relay.workspaces()
    if (isNoAnswer(mine)) return mine
    const own = mine.find(({ id }) => id === props.workspace)
    if (own !== undefined) props.onKnown(noteMembership(own, session.person.name, location.origin))
    return { mail: session.person.mail, isMember: own !== undefined }
  }
  const met = createAsked(meet)
  const toDoor = () => void navigate({ to: signInHref(workspaceHref(props.workspace)), replace: true })
  createEffect(() => met.value() === "signed-out" && toDoor())
  const stranger = () => {
    const value = met.value()
    return typeof value === "object" && !value.isMember ? value : undefined
  }
  return (
    <Switch
      fallback={
        <Sheet title={words().title}>
          <Answered of={met}>{() => null}</Answered>
        </Sheet>
      }
    >
      <Match when={stranger()}>
        {somebody => (
          <Sheet title={words().stranger} body={words().strangerBody(somebody().mail)}>
            <div class="sheet-form">
              <Button onClick={() => void signIn.signOut().then(toDoor)}>{words().otherAccount}</Button>
              <a class="sheet-hint" href="/">
                {words().toStart}
              </a>
            </div>
          </Sheet>
        )}
      </Match>
    </Switch>
  )
}
