import type { Invitation, NewInvitation, Roster } from "@weft/model/wire/api"
import type { SpaceRight } from "@weft/model/wire/rights"
import { living } from "@weft/model/schema/snapshot"
import { createSignal, For, Show, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import { createAsked, wasDone } from "../../parts/answered.tsx"
import { CopyField } from "../../parts/copy-field.tsx"
import { rightOptions } from "../../parts/rights.ts"
import { access } from "../../text/access.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Field, Select, TextInput } from "../../ui/field.tsx"
import { knownSpaces, spaceName } from "./roster.ts"
import "./access.css"

const DAY = 86_400_000
const ROLES = ["member", "admin", "guest"] as const
const DAYS = [1, 7, 30] as const
const TIMES = [1, 5, 25, 100] as const
const NOBODY = ""

export interface InviteFormProps {
  readonly roster: Roster
  /** The placeholder that whoever accepts is, if that is known already. */
  readonly placeholder?: string
  readonly onInvited: () => void
}

/** Invites somebody: as what, to what, by mail or by a link, for how long and how often. */
export function InviteForm(props: InviteFormProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().invite
  const [role, setRole] = createSignal<NewInvitation["role"]>("member")
  const [mail, setMail] = createSignal("")
  const [days, setDays] = createSignal<number>(7)
  const [times, setTimes] = createSignal<number>(1)
  const [placeholder, setPlaceholder] = createSignal<string>()
  const [rights, setRights] = createSignal<Readonly<Record<string, SpaceRight>>>({})
  const [tried, setTried] = createSignal(false)
  const [made, setMade] = createSignal<Invitation & { readonly link: string }>()
  const session = createAsked(() => relay.session())
  const canMail = () => {
    const state = session.value()
    return state?.access === "accounts" && state.person !== null && state.canMail === true
  }
  const placeholders = () => living(workspace.live.table("members")).filter(member => member.placeholder)
  const member = () => placeholder() ?? props.placeholder ?? NOBODY
  const isForOne = () => mail().trim() !== "" || member() !== NOBODY
  const spaces = () =>
    Object.entries(rights())
      .filter(([, right]) => right !== "none")
      .map(([space, right]) => ({ space, right }))
  const lacksSpace = () => role() === "guest" && spaces().length === 0

  const invite = async (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (lacksSpace()) return
    const invited = await relay.invite(workspace.id, {
      role: role(),
      mail: mail().trim() === "" ? null : mail().trim(),
      member: member() === NOBODY ? null : member(),
      spaces: role() === "admin" ? [] : spaces(),
      endsAt: workspace.now() + days() * DAY,
      uses: isForOne() ? 1 : times(),
    })
    if (!wasDone(invited)) return
    setMade(invited)
    props.onInvited()
  }
  const hintOf = ({ mail: to }: Invitation) => {
    if (to === null) return words().linkHint
    return canMail() ? words().sentTo(to) : words().onlyFor(to)
  }
  const again = () => {
    setMade(undefined)
    setMail("")
    setPlaceholder(NOBODY)
    setTried(false)
  }

  return (
    <Show
      when={made()}
      fallback={
        <form class="invite-form" onSubmit={event => void invite(event)} novalidate>
          <Field label={words().role} hint={access().roleHints[role()]}>
            {attributes => (
              <Select
                attributes={attributes}
                value={role()}
                options={ROLES.map(value => ({ value, label: access().roles[value] }))}
                onValue={setRole}
              />
            )}
          </Field>
          <Field label={words().mail} hint={canMail() ? words().mailHint : words().noMailHint}>
            {attributes => (
              <TextInput
                {...attributes}
                type="email"
                value={mail()}
                onValue={setMail}
                autocomplete="off"
                maxLength={200}
              />
            )}
          </Field>
          <Field label={words().ends}>
            {attributes => (
              <Select
                attributes={attributes}
                value={String(days())}
                options={DAYS.map(value => ({ value: String(value), label: words().days(value) }))}
                onValue={value => setDays(Number(value))}
              />
            )}
          </Field>
          <Show when={!isForOne()}>
            <Field label={words().uses}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={String(times())}
                  options={TIMES.map(value => ({ value: String(value), label: words().times(value) }))}
                  onValue={value => setTimes(Number(value))}
                />
              )}
            </Field>
          </Show>
          <Show when={placeholders().length > 0}>
            <Field label={words().placeholder} hint={member() === NOBODY ? undefined : words().placeholderHint}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={member()}
                  options={[
                    { value: NOBODY, label: words().nobodyYet },
                    ...placeholders().map(({ id, name }) => ({ value: id as string, label: name })),
                  ]}
                  onValue={setPlaceholder}
                />
              )}
            </Field>
          </Show>
          <Show when={role() !== "admin" && props.roster.spaces.length > 0}>
            <fieldset class="invite-spaces">
              <legend>{role() === "guest" ? words().spaces : words().spacesFurther}</legend>
              <For each={knownSpaces(workspace, props.roster)}>
                {space => (
                  <label class="invite-space">
                    <span>{spaceName(workspace, space.id)}</span>
                    <Select
                      label={access().space.rightOf(spaceName(workspace, space.id))}
                      value={rights()[space.id] ?? "none"}
                      options={rightOptions()}
                      onValue={right => setRights(all => ({ ...all, [space.id]: right }))}
                    />
                  </label>
                )}
              </For>
              <Show when={role() === "guest"}>
                <p
                  class="field-note"
                  role={tried() && lacksSpace() ? "alert" : undefined}
                  data-error={tried() && lacksSpace() ? "" : undefined}
                >
                  {tried() && lacksSpace() ? words().spacesMissing : words().spacesHint}
                </p>
              </Show>
            </fieldset>
          </Show>
          <Button kind="primary" type="submit">
            {mail().trim() === "" || !canMail() ? words().submitLink : words().submitMail}
          </Button>
        </form>
      }
    >
      {invitation => (
        <div class="invite-made">
          <CopyField
            label={words().link}
            hint={hintOf(invitation())}
            value={invitation().link}
            copy={words().copy}
            copied={t().toast.linkCopied}
          />
          <Button onClick={again}>{words().another}</Button>
        </div>
      )}
    </Show>
  )
}
