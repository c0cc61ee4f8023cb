import type { InvitationCard, MyWorkspace, Person, SessionState } from "@weft/model/wire/api"
import { createSignal, Match, Show, Switch, untrack, type JSX } from "solid-js"
import { isNoAnswer, relay, type Answer } from "../../data/api.ts"
import { signIn } from "../../data/sign-in.ts"
import { todayOf, wallClock } from "../../data/world.ts"
import { Answered, createAsked, failureSentence, type Asked } from "../../parts/answered.tsx"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Sheet } from "../../ui/sheet.tsx"
import { createAskedTexts, isLongEnough, isMail, isThere, MailField, NameField, NewPasswordField } from "./fields.tsx"
import { SignInForm } from "./sign-in-form.tsx"
import "./sign-in.css"

export interface InvitationScreenProps {
  /** What stood behind `#` in the link. */
  readonly secret: string
  /** Opens the workspace that was joined, under the name that its person goes by. */
  readonly onJoined: (workspace: MyWorkspace, name: string) => void
}

interface Invited {
  readonly card: InvitationCard
  readonly session: Extract<SessionState, { access: "accounts" }>
}

/** Where the link of an invitation leads: who invites, to what and as what; then in, with a new account or one's own. */
export function InvitationScreen(props: InvitationScreenProps): JSX.Element {
  const words = () => access().invitation
  const invited = createAsked(() => askBoth(props.secret))
  const isBad = () => props.secret === "" || isGone(invited.failure()?.failed)
  return (
    <Show
      when={!isBad()}
      fallback={<Sheet title={words().bad} body={props.secret === "" ? words().noSecret : words().badBody} />}
    >
      <Show
        when={invited.value()}
        fallback={
          <Sheet title="Weft">
            <div class="sign-in-asking">
              <Answered of={invited}>{() => null}</Answered>
            </div>
          </Sheet>
        }
      >
        {both => <Invitation secret={props.secret} card={both().card} invited={invited} onJoined={props.onJoined} />}
      </Show>
    </Show>
  )
}

function isGone(failed: string | undefined): boolean {
  return failed === "not-found" || failed === "ended" || failed === "wrong-secret"
}

async function askBoth(secret: string): Promise<Answer<Invited>> {
  const [card, session] = await Promise.all([relay.invitation(secret), relay.session()])
  if (isNoAnswer(card)) return card
  if (isNoAnswer(session)) return session
  return session.access === "open" ? { failed: "not-found", detail: "no accounts" } : { card, session }
}

function Invitation(props: {
  readonly secret: string
  readonly card: InvitationCard
  readonly invited: Asked<Invited>
  readonly onJoined: InvitationScreenProps["onJoined"]
}): JSX.Element {
  const words = () => access().invitation
  const [said, setSaid] = createSignal<string>()
  const [isNew, setNew] = createSignal(true)
  const session = () => props.invited.value()!.session
  const isFor = (person: Person) =>
    props.card.mail === null || props.card.mail.toLowerCase() === person.mail.toLowerCase()
  const accept = async (name: string) => {
    const joined = await relay.acceptInvitation(props.secret, name)
    if (isNoAnswer(joined)) setSaid(failureSentence(joined))
    else props.onJoined(joined, name)
  }
  /** Goes on with whoever has just signed in or up. */
  const arrived = async () => {
    await props.invited.again()
    const { person } = session()
    if (person !== null && isFor(person)) await accept(person.name)
  }
  const leave = async () => {
    await signIn.signOut()
    await props.invited.again()
  }
  const ends = () => whenWords(props.card.endsAt, todayOf(wallClock()))
  return (
    <Sheet title={words().title(props.card.invitedBy, props.card.workspace.name)} body={words().as[props.card.role]}>
      <p class="sign-in-foot">{words().ends(ends())}</p>
      <Show when={said()}>
        {sentence => (
          <p class="sign-in-wrong" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Switch>
        <Match when={session().person}>
          {person => (
            <>
              <Show when={!isFor(person())}>
                <h2>{words().notYou}</h2>
                <p>{words().notYouBody(props.card.mail ?? "")}</p>
              </Show>
              <div class="sign-in-actions">
                <Show when={isFor(person())}>
                  <Button kind="primary" onClick={() => void accept(person().name)}>
                    {words().joinAs(person().name)}
                  </Button>
                </Show>
                <Button onClick={() => void leave()}>{access().entry.otherAccount}</Button>
              </div>
            </>
          )}
        </Match>
        <Match when={waysOf(session())}>
          {ways => (
            <>
              <div class="sign-in-ways" role="radiogroup" aria-label={words().ways}>
                <label>
                  <input type="radio" name="ways" checked={isNew()} onChange={() => setNew(true)} />
                  {words().newHere}
                </label>
                <label>
                  <input type="radio" name="ways" checked={!isNew()} onChange={() => setNew(false)} />
                  {words().haveAccount}
                </label>
              </div>
              <Show
                when={isNew()}
                fallback={
                  <SignInForm
                    ways={ways()}
                    mail={props.card.mail}
                    back={`/invite#${props.secret}`}
                    onSignedIn={() => void arrived()}
                  />
                }
              >
                <SignUpForm secret={props.secret} mail={props.card.mail} onSaid={setSaid} onSignedUp={accept} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </Sheet>
  )
}

function waysOf(session: Invited["session"]) {
  return session.person === null ? session.ways : undefined
}

/** Makes an account for whoever was invited. */
function SignUpForm(props: {
  readonly secret: string
  readonly mail: string | null
  readonly onSaid: (sentence: string) => void
  readonly onSignedUp: (name: string) => Promise<void>
}): JSX.Element {
  const { fields, tried } = createAskedTexts({
    name: { check: isThere },
    mail: { first: untrack(() => props.mail ?? ""), check: isMail },
    password: { check: isLongEnough },
  })
  const [busy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!tried() || busy()) return
    setBusy(true)
    const name = fields.name.text().trim()
    const made = await signIn.signUp(name, fields.mail.text().trim(), fields.password.text(), props.secret)
    if (isNoAnswer(made)) props.onSaid(failureSentence(made))
    else await props.onSignedUp(name)
    setBusy(false)
  }
  return (
    <form class="sheet-form" onSubmit={event => void submit(event)} novalidate>
      <NameField of={fields.name} autofocus />
      <MailField of={fields.mail} fixed={props.mail !== null} />
      <NewPasswordField of={fields.password} />
      <Button kind="primary" type="submit" disabled={busy()}>
        {access().invitation.signUp}
      </Button>
    </form>
  )
}
