import { createSpaceFrom } from "@weft/model/actions/space-template"
import { newId, type MemberId, type SpaceId } from "@weft/model/base/ids"
import { compareRanked, compareText } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { SpaceKind } from "@weft/model/schema/space"
import type { TemplateContents } from "@weft/model/schema/space-template"
import { asSnapshot, rolesIn } from "@weft/model/tasks/template-contents"
import { isCalendarDate } from "@weft/model/time/calendar-date"
import { createMemo, createSignal, For, Show, type Accessor, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { todayOf } from "../data/world.ts"
import type { Workspace } from "../data/workspace.ts"
import { sayRefusal } from "../parts/acting.ts"
import { BUILT_IN, builtInContents } from "../parts/space-templates/built-in.ts"
import { TemplatePreview } from "../parts/space-templates/preview.tsx"
import { spaceTemplateWords } from "../text/space-templates.ts"
import { Field, Select, TextInput } from "../ui/field.tsx"

/** What a new space begins with: nothing, or a template, from a day on and with the people named. */
export interface SpaceOrigin {
  readonly chosen: Accessor<string>
  readonly choose: (template: string) => void
  /** What is to be made; nothing for an empty space. */
  readonly contents: Accessor<TemplateContents | null>
  readonly kind: Accessor<SpaceKind | null>
  readonly start: Accessor<string>
  readonly setStart: (day: string) => void
  readonly roles: Accessor<readonly MemberId[]>
  readonly inPlaceOf: (role: MemberId) => MemberId | ""
  readonly setInPlaceOf: (role: MemberId, member: MemberId | "") => void
  readonly options: Accessor<readonly { readonly value: string; readonly label: string }[]>
}

const EMPTY = ""

export function createSpaceOrigin(workspace: Workspace): SpaceOrigin {
  const words = spaceTemplateWords
  const [chosen, choose] = createSignal(EMPTY)
  const [start, setStart] = createSignal(todayOf(workspace.now()))
  const [people, setPeople] = createSignal<Readonly<Record<string, MemberId | "">>>({})
  const saved = createMemo(() =>
    living(workspace.live.table("spaceTemplates"))
      .filter(({ of, contents }) => of === "space" && contents !== null)
      .sort(compareRanked),
  )
  const contents = createMemo(() => {
    const builtIn = BUILT_IN.find(which => which === chosen())
    if (builtIn !== undefined) return builtInContents(builtIn, workspace.random)
    return saved().find(({ id }) => id === chosen())?.contents ?? null
  })
  const kind = () => {
    const made = contents()
    return made === null ? null : (living(asSnapshot(made).profiles)[0]?.kind ?? "list")
  }
  const roles = () => {
    const made = contents()
    return made === null ? [] : rolesIn(made)
  }
  return {
    chosen,
    choose,
    contents,
    kind,
    start,
    setStart,
    roles,
    // Whoever had it has it again, as long as they are here.
    inPlaceOf: role => people()[role] ?? (workspace.live.table("members").get(role)?.deleted === null ? role : ""),
    setInPlaceOf: (role, member) => setPeople(before => ({ ...before, [role]: member })),
    options: () => [
      { value: EMPTY, label: words().empty },
      ...BUILT_IN.map(which => ({ value: which as string, label: words().builtIn[which].name })),
      ...saved().map(({ id, name }) => ({ value: id as string, label: name })),
    ],
  }
}

/** Makes a space of the chosen template; answers its id, or nothing where it was refused. */
export function makeSpaceFrom(
  workspace: Workspace,
  origin: SpaceOrigin,
  space: { readonly name: string; readonly prefix: string },
  says: string,
): SpaceId | null {
  const contents = origin.contents()
  if (contents === null || !isCalendarDate(origin.start())) return null
  const id = newId<SpaceId>(workspace.random)
  const people = Object.fromEntries(origin.roles().map(role => [role, origin.inPlaceOf(role) || null]))
  const args = { ...space, id, contents, start: origin.start(), people }
  const refusal = workspace.run(id, createSpaceFrom, args, says)
  if (refusal !== null) sayRefusal(refusal)
  return refusal === null ? id : null
}

/** The choice of a template, what is in it, and what it asks. */
export function SpaceOriginFields(props: { readonly origin: SpaceOrigin }): JSX.Element {
  const workspace = useWorkspace()
  const words = spaceTemplateWords
  const members = () => workspace.live.table("members")
  const choices = () => living(members()).sort((left, right) => compareText(left.name, right.name))
  return (
    <>
      <Field label={words().begin}>
        {attributes => (
          <Select
            attributes={attributes}
            value={props.origin.chosen()}
            options={props.origin.options()}
            onValue={template => props.origin.choose(template)}
          />
        )}
      </Field>
      <Show when={props.origin.contents()}>
        {contents => (
          <>
            <TemplatePreview contents={contents()} />
            <Show when={contents().from !== null}>
              <Field label={words().start} hint={words().startHint}>
                {attributes => (
                  <TextInput
                    {...attributes}
                    type="date"
                    value={props.origin.start()}
                    onValue={day => props.origin.setStart(day)}
                  />
                )}
              </Field>
            </Show>
            <For each={props.origin.roles()}>
              {role => (
                <Field label={words().inPlaceOf(members().get(role)?.name ?? words().somebody)}>
                  {attributes => (
                    <Select
                      attributes={attributes}
                      value={props.origin.inPlaceOf(role) as string}
                      options={[
                        { value: "", label: words().nobody },
                        ...choices().map(({ id, name }) => ({ value: id as string, label: name })),
                      ]}
                      onValue={member => props.origin.setInPlaceOf(role, member as MemberId | "")}
                    />
                  )}
                </Field>
              )}
            </For>
          </>
        )}
      </Show>
    </>
  )
}
