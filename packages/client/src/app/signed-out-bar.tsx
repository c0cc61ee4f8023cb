import { createSignal, Show, type JSX } from "solid-js"
import { relay } from "../data/api.ts"
import { useWorkspace } from "../data/context.ts"
import { noteSignedIn } from "../data/signed-in-hint.ts"
import { Answered, createAsked } from "../parts/answered.tsx"
import { access } from "../text/access.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { SignInForm } from "../views/sign-in/sign-in-form.tsx"
import "./rights.css"

/** Says quietly that nobody is signed in, and that work goes on; lets somebody sign in without leaving it. */
export function SignedOutBar(): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().signedOut
  const [isOpen, setOpen] = createSignal(false)
  const unsent = () => workspace.sync().unsent
  return (
    <div class="signed-out-bar" role="status">
      <span>{unsent() === 0 ? words().bar : words().barWith(unsent())}</span>
      <Button size="small" onClick={() => setOpen(true)}>
        {access().entry.submit}
      </Button>
      <Dialog open={isOpen()} onClose={() => setOpen(false)} title={access().entry.title} size="medium" closable>
        <SignInAgain
          onSignedIn={() => {
            noteSignedIn(localStorage)
            workspace.signedIn()
            setOpen(false)
          }}
        />
      </Dialog>
    </div>
  )
}

function SignInAgain(props: { readonly onSignedIn: () => void }): JSX.Element {
  const ways = createAsked(async () => {
    const state = await relay.session()
    // Somebody signed in meanwhile, in another tab, or the relay asks nobody any more.
    if ("access" in state && (state.access === "open" || state.person !== null)) props.onSignedIn()
    return state
  })
  const asked = () => {
    const state = ways.value()
    return state?.access === "accounts" && state.person === null ? state.ways : undefined
  }
  return (
    <div class="sign-in-dialog">
      <p>{access().entry.at(location.host)}</p>
      <Answered of={ways}>
        {() => (
          <Show when={asked()}>
            {open => (
              <SignInForm ways={open()} back={location.pathname + location.search} onSignedIn={props.onSignedIn} />
            )}
          </Show>
        )}
      </Answered>
    </div>
  )
}
