import type { ApiToken, MyWorkspace, NewApiToken } from "@weft/model/wire/api"
import { createSignal, For, Show, untrack, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { todayOf, wallClock } from "../../data/world.ts"
import { Answered, createAsked, wasDone } from "../../parts/answered.tsx"
import { CopyField } from "../../parts/copy-field.tsx"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Field, Select, TextInput } from "../../ui/field.tsx"
import { Icon } from "../../ui/icon.tsx"
import { keyRoundIcon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"

/** The workspace in which somebody looks at their account: its spaces have names here, and the relay knows none. */
export interface AccountSurroundings {
  readonly workspace: string
  readonly spaces: readonly { readonly id: string; readonly name: string }[]
}

/** The tokens that programs use in somebody's name. */
export function TokensSection(props: { readonly within: AccountSurroundings | undefined }): JSX.Element {
  const words = () => access().account
  const tokens = createAsked(() => relay.tokens())
  const workspaces = createAsked(() => relay.workspaces())
  const [secret, setSecret] = createSignal<string>()
  const workspaceName = (id: string) => workspaces.value()?.find(own => own.id === id)?.name ?? id
  const revoke = async (token: ApiToken) => {
    if (wasDone(await relay.revokeToken(token.id))) showToast({ text: words().revokedToken })
    await tokens.again()
  }
  const facts = (token: ApiToken) => {
    const moment = (at: number) => whenWords(at, todayOf(wallClock()))
    return [
      workspaceName(token.workspace),
      words().tokenRights[token.right],
      token.endsAt === null ? words().endsNever : words().endsOn(moment(token.endsAt)),
      token.seenAt === null ? words().unused : words().used(moment(token.seenAt)),
    ].join(" · ")
  }
  return (
    <PageSection title={words().tokens} hint={words().tokensHint}>
      <Answered of={tokens}>
        {list => (
          <Show when={list().length > 0} fallback={<p class="page-empty">{words().tokensEmpty}</p>}>
            <ul class="page-rows">
              <For each={list()}>
                {token => (
                  <li class="page-row account-row">
                    <Icon icon={keyRoundIcon} />
                    <span class="account-main">{token.name}</span>
                    <span class="account-fact">{facts(token)}</span>
                    <Button
                      size="small"
                      aria-label={words().revokeTokenNamed(token.name)}
                      onClick={() => void revoke(token)}
                    >
                      {words().revokeToken}
                    </Button>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Answered>
      <Show when={secret()}>
        {shown => (
          <div class="account-secret">
            <CopyField
              label={words().secret}
              hint={words().secretHint}
              value={shown()}
              copy={words().copySecret}
              copied={words().secretCopied}
            />
          </div>
        )}
      </Show>
      <Answered of={workspaces}>
        {list => (
          <Show when={list().length > 0} fallback={<p class="page-empty">{words().noWorkspaces}</p>}>
            <NewTokenForm
              workspaces={list()}
              within={props.within}
              onMade={made => {
                setSecret(made)
                void tokens.again()
              }}
            />
          </Show>
        )}
      </Answered>
    </PageSection>
  )
}

const DAY = 86_400_000
const ENDS = { month: 30 * DAY, quarter: 90 * DAY, year: 365 * DAY, never: null } as const
type End = keyof typeof ENDS

function NewTokenForm(props: {
  readonly workspaces: readonly MyWorkspace[]
  readonly within: AccountSurroundings | undefined
  readonly onMade: (secret: string) => void
}): JSX.Element {
  const words = () => access().account
  const [name, setName] = createSignal("")
  const [chosen, setChosen] = createSignal<string | undefined>(untrack(() => props.within?.workspace))
  const [right, setRight] = createSignal<NewApiToken["right"]>("read")
  const [end, setEnd] = createSignal<End>("quarter")
  const [spaces, setSpaces] = createSignal<readonly string[]>([])
  const workspace = () => chosen() ?? props.workspaces[0]?.id ?? ""
  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    const lasts = ENDS[end()]
    const made = await relay.createToken({
      name: name().trim(),
      workspace: workspace(),
      spaces: spaces().length === 0 ? null : spaces(),
      right: right(),
      endsAt: lasts === null ? null : wallClock() + lasts,
    })
    if (!wasDone(made)) return
    setName("")
    setSpaces([])
    props.onMade(made.secret)
  }
  return (
    <form class="account-form" onSubmit={event => void make(event)}>
      <Field label={words().tokenName}>
        {attributes => (
          <TextInput
            {...attributes}
            value={name()}
            onValue={setName}
            placeholder={words().tokenExample}
            autocomplete="off"
            maxLength={100}
          />
        )}
      </Field>
      <Field label={words().tokenWorkspace}>
        {attributes => (
          <Select
            attributes={attributes}
            value={workspace()}
            options={props.workspaces.map(({ id, name: label }) => ({ value: id, label }))}
            onValue={value => {
              setChosen(value)
              setSpaces([])
            }}
          />
        )}
      </Field>
      <Field label={words().tokenRight}>
        {attributes => (
          <Select
            attributes={attributes}
            value={right()}
            options={(["read", "write"] as const).map(value => ({ value, label: words().tokenRights[value] }))}
            onValue={setRight}
          />
        )}
      </Field>
      <Field label={words().tokenEnds}>
        {attributes => (
          <Select
            attributes={attributes}
            value={end()}
            options={(Object.keys(ENDS) as End[]).map(value => ({ value, label: words().tokenEnd[value] }))}
            onValue={setEnd}
          />
        )}
      </Field>
      <Show when={props.within?.workspace === workspace() && props.within}>
        {within => <SpaceChoice spaces={within().spaces} chosen={spaces()} onChoose={setSpaces} />}
      </Show>
      <Button type="submit" disabled={name().trim() === ""}>
        {words().createToken}
      </Button>
    </form>
  )
}

/** The spaces that a token is for; none chosen stands for all. */
function SpaceChoice(props: {
  readonly spaces: AccountSurroundings["spaces"]
  readonly chosen: readonly string[]
  readonly onChoose: (spaces: readonly string[]) => void
}): JSX.Element {
  const words = () => access().account
  const toggle = (space: string, isIn: boolean) =>
    props.onChoose(isIn ? [...props.chosen, space] : props.chosen.filter(other => other !== space))
  return (
    <fieldset class="account-choices">
      <legend>{words().tokenSpaces}</legend>
      <Checkbox checked={props.chosen.length === 0} onChange={() => props.onChoose([])}>
        {words().allSpaces}
      </Checkbox>
      <For each={props.spaces}>
        {space => (
          <Checkbox checked={props.chosen.includes(space.id)} onChange={isIn => toggle(space.id, isIn)}>
            {space.name}
          </Checkbox>
        )}
      </For>
    </fieldset>
  )
}
