import type { AuditEntry, Roster } from "@weft/model/wire/api"
import { createSignal, For, Show, type JSX } from "solid-js"
import { isNoAnswer, relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import { todayOf } from "../../data/world.ts"
import { Answered, createAsked, sayFailure } from "../../parts/answered.tsx"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { createRoster, spaceName } from "./roster.ts"
import "./access.css"

export interface AuditScreenProps {
  readonly peopleHref: string
  readonly peopleLabel: string
  readonly onOpenSidebar: () => void
  readonly onSave: (name: string, text: string) => void
}

/** What was done to people and rights, in order, and whether the log is whole. */
export function AuditScreen(props: AuditScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().audit
  const roster = createRoster(workspace)
  const first = createAsked(() => relay.audit(workspace.id, 0))
  const [further, setFurther] = createSignal<readonly AuditEntry[]>([])
  const [isWhole, setWhole] = createSignal<boolean>()
  const entries = () => [...(first.value()?.entries ?? []), ...further()]
  const hasMore = () => !(isWhole() ?? first.value()?.isWhole ?? true)
  const more = async () => {
    const page = await relay.audit(workspace.id, entries().at(-1)?.number ?? 0)
    if (isNoAnswer(page)) return sayFailure(page)
    setFurther(all => [...all, ...page.entries])
    setWhole(page.isWhole)
  }
  return (
    <Page
      title={words().title}
      within={{ label: props.peopleLabel, href: props.peopleHref }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <p class="page-section-hint">{words().hint}</p>
      <Answered of={first}>
        {page => (
          <>
            <Show when={page().brokenAt} fallback={<p>{words().whole}</p>}>
              {number => (
                <p class="audit-broken" role="alert">
                  {words().broken(number())}
                </p>
              )}
            </Show>
            <Show when={entries().length > 0} fallback={<p class="page-empty">{words().empty}</p>}>
              <div class="audit-scroll" tabIndex={0} role="region" aria-label={words().title}>
                <table class="audit">
                  <thead>
                    <tr>
                      <th scope="col">{words().at}</th>
                      <th scope="col">{words().by}</th>
                      <th scope="col">{words().did}</th>
                      <th scope="col">{words().about}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={entries()}>{entry => <Entry entry={entry} roster={roster.value()} />}</For>
                  </tbody>
                </table>
              </div>
            </Show>
            <p class="dialog-actions">
              <Show when={hasMore()}>
                <Button onClick={() => void more()}>{words().more}</Button>
              </Show>
              <Button onClick={() => props.onSave("weft-audit.json", JSON.stringify(entries(), null, 2))}>
                {words().export}
              </Button>
            </p>
          </>
        )}
      </Answered>
    </Page>
  )
}

function Entry(props: { readonly entry: AuditEntry; readonly roster: Roster | undefined }): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().audit
  const person = (id: string) => props.roster?.members.find(member => member.person === id)?.name
  const by = () => (props.entry.by === "" ? words().relay : (person(props.entry.by) ?? words().gone))
  const did = () => words().deeds[props.entry.did as keyof ReturnType<typeof words>["deeds"]] ?? props.entry.did
  /** Ids as names where they are known here; the log itself holds ids alone. */
  const named = (field: string, value: string | number) => {
    if (typeof value === "number" && field.endsWith("At")) return whenWords(value, todayOf(workspace.now()))
    if (typeof value !== "string") return String(value)
    if (field === "space") return spaceName(workspace, value)
    // Each space that an invitation opens, with the right in it: `<space>:<right>`, by commas.
    if (field === "spaces") return value.split(",").map(inSpace).join(", ")
    return person(value) ?? props.roster?.teams.find(({ id }) => id === value)?.name ?? nameOfWord(value)
  }
  const inSpace = (pair: string) => {
    const [space = "", right = ""] = pair.split(":")
    return `${spaceName(workspace, space)}: ${nameOfWord(right)}`
  }
  const about = () =>
    Object.entries(props.entry.about)
      .filter((pair): pair is [string, string | number] => pair[1] !== null && pair[1] !== "" && !UNTOLD.has(pair[0]))
      .map(([field, value]) => named(field, value))
      .join(" · ")
  return (
    <tr>
      <td>
        <time>{whenWords(props.entry.at, todayOf(workspace.now()))}</time>
      </td>
      <td>{by()}</td>
      <td>{did()}</td>
      <td class="audit-about">{about()}</td>
    </tr>
  )
}

/** Ids that nobody reads; they are in the file. */
const UNTOLD: ReadonlySet<string> = new Set(["member", "invitation", "workspace", "uses", "link"])

/** A role or a right in words; anything else as it stands. */
function nameOfWord(value: string): string {
  const { roles, rights } = access()
  return { ...roles, ...rights, members: access().space.members }[value] ?? value
}
