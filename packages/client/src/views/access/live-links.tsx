import type { LiveLink, Roster } from "@weft/model/wire/api"
import { LIVE_FIELDS, type LiveField } from "@weft/model/wire/live"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { createSignal, For, Show, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { todayOf } from "../../data/world.ts"
import { wasDone } from "../../parts/answered.tsx"
import { CopyField } from "../../parts/copy-field.tsx"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, Select, TextInput } from "../../ui/field.tsx"
import { Icon } from "../../ui/icon.tsx"
import { eyeIcon, plusIcon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"
import "./access.css"

export interface LiveLinksProps {
  readonly roster: Roster
  readonly space: SpaceData
  readonly onChanged: () => void
}

/** The live links of a space: boards for people without an account. For whoever manages the space. */
export function LiveLinks(props: LiveLinksProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().links
  const [isMaking, setMaking] = createSignal(false)
  const links = () => props.roster.links.filter(link => link.space === props.space.id)
  const boardName = (id: string) => props.space.live.table("boards").get(id)?.name ?? ""
  const facts = (link: LiveLink) =>
    [
      boardName(link.board),
      words().opened(link.opened),
      access().invite.until(whenWords(link.endsAt, todayOf(workspace.now()))),
    ].join(" · ")
  const revoke = async ({ id }: LiveLink) => {
    if (wasDone(await relay.revokeLink(workspace.id, id))) showToast({ text: words().revoked })
    props.onChanged()
  }
  return (
    <PageSection title={words().title} hint={words().hint}>
      <ul class="page-rows">
        <For each={links()} fallback={<li class="page-empty access-none">{words().empty}</li>}>
          {link => (
            <li class="page-row access-row">
              <Icon icon={eyeIcon} />
              <span class="access-name">{link.name}</span>
              <span class="access-fact">{facts(link)}</span>
              <Button size="small" aria-label={words().revokeNamed(link.name)} onClick={() => void revoke(link)}>
                {words().revoke}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Button class="access-add" size="small" icon={plusIcon} onClick={() => setMaking(true)}>
        {words().add}
      </Button>
      <Dialog open={isMaking()} onClose={() => setMaking(false)} title={words().add} size="large" closable>
        <LiveLinkForm {...props} />
      </Dialog>
    </PageSection>
  )
}

const DAY = 86_400_000
const DAYS = [7, 30, 90] as const

/** What is shown unless somebody chooses otherwise: no names of people. */
const FIRST_FIELDS: readonly LiveField[] = ["key", "due"]

function LiveLinkForm(props: LiveLinksProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().links
  const [name, setName] = createSignal("")
  const [chosenBoard, setBoard] = createSignal<string>()
  const [fields, setFields] = createSignal<readonly LiveField[]>(FIRST_FIELDS)
  const [labels, setLabels] = createSignal<readonly string[]>([])
  const [days, setDays] = createSignal<number>(30)
  const [link, setLink] = createSignal<string>()
  const boards = () => living(props.space.live.table("boards")).sort(compareRanked)
  const board = () => chosenBoard() ?? boards()[0]?.id ?? ""
  const allLabels = () => living(props.space.live.table("labels"))
  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    const made = await relay.createLink(workspace.id, {
      space: props.space.id,
      name: name().trim(),
      board: board(),
      fields: LIVE_FIELDS.filter(field => fields().includes(field)),
      labels: labels().length === 0 ? null : labels(),
      endsAt: workspace.now() + days() * DAY,
    })
    if (!wasDone(made)) return
    setLink(made.link)
    props.onChanged()
  }
  const toggled = <Value,>(all: readonly Value[], value: Value, isIn: boolean) =>
    isIn ? [...all, value] : all.filter(other => other !== value)
  return (
    <Show
      when={link()}
      fallback={
        <form class="invite-form" onSubmit={event => void make(event)}>
          <Field label={words().name}>
            {attributes => (
              <TextInput
                {...attributes}
                value={name()}
                onValue={setName}
                placeholder={words().nameExample}
                autocomplete="off"
                maxLength={100}
              />
            )}
          </Field>
          <Field label={words().ends}>
            {attributes => (
              <Select
                attributes={attributes}
                value={String(days())}
                options={DAYS.map(value => ({ value: String(value), label: access().invite.days(value) }))}
                onValue={value => setDays(Number(value))}
              />
            )}
          </Field>
          <Field label={words().board}>
            {attributes => (
              <Select
                attributes={attributes}
                value={board()}
                options={boards().map(({ id, name: label }) => ({ value: id as string, label }))}
                onValue={setBoard}
              />
            )}
          </Field>
          <fieldset class="invite-spaces">
            <legend>{words().fields}</legend>
            <div class="link-choices">
              <For each={LIVE_FIELDS}>
                {field => (
                  <Checkbox
                    checked={fields().includes(field)}
                    onChange={isIn => setFields(all => toggled(all, field, isIn))}
                  >
                    {words().fieldNames[field]}
                  </Checkbox>
                )}
              </For>
            </div>
          </fieldset>
          <Show when={allLabels().length > 0}>
            <fieldset class="invite-spaces">
              <legend>{words().labels}</legend>
              <div class="link-choices">
                <Checkbox checked={labels().length === 0} onChange={() => setLabels([])}>
                  {words().allLabels}
                </Checkbox>
                <For each={allLabels()}>
                  {label => (
                    <Checkbox
                      checked={labels().includes(label.id)}
                      onChange={isIn => setLabels(all => toggled<string>(all, label.id, isIn))}
                    >
                      {label.name}
                    </Checkbox>
                  )}
                </For>
              </div>
            </fieldset>
          </Show>
          <Button kind="primary" type="submit" disabled={name().trim() === "" || board() === ""}>
            {words().submit}
          </Button>
        </form>
      }
    >
      {shown => (
        <CopyField
          label={words().link}
          hint={words().linkHint}
          value={shown()}
          copy={access().invite.copy}
          copied={t().toast.linkCopied}
        />
      )}
    </Show>
  )
}
