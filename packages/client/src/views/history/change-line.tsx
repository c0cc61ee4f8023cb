import type { PastRecord } from "@weft/model/actions/bring-back"
import type { PastChange, PastChangeOfComment } from "@weft/model/history/past-change"
import { wordDifference } from "@weft/model/history/word-difference"
import { DELETED } from "@weft/model/schema/change"
import { createMemo, For, Match, Show, Switch, type JSX } from "solid-js"
import type { ToldChange } from "../../data/history/history-messages.ts"
import { fieldWords, valueWords } from "../../parts/field-words.ts"
import { history } from "../../text/history.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { useHistory } from "./history-context.ts"

/** One thing that changed: what stood before, struck out, and what stood after; in colour, and never in colour alone. */
export function ChangeLine(props: { readonly told: ToldChange }): JSX.Element {
  const of = <Did extends PastChange["did"]>(...did: Did[]) => {
    const { change } = props.told
    return (did as string[]).includes(change.did) ? (change as Extract<PastChange, { did: Did }>) : undefined
  }
  const made = () => of("made", "took-out")
  const isLifeOf = () => {
    const change = of("set")
    return change?.field === DELETED ? change : undefined
  }
  return (
    <li class="history-change">
      <Switch>
        <Match when={made()}>
          {change => (
            <span>
              <Named change={change()} /> {change().did === "made" ? history().made : history().tookOut}
            </span>
          )}
        </Match>
        <Match when={isLifeOf()}>
          {change => (
            <span>
              <Named change={change()} /> {change().after === true ? history().trashed : history().restored}
            </span>
          )}
        </Match>
        <Match when={of("set")}>{change => <SetLine change={change()} />}</Match>
        <Match when={of("members")}>{change => <MembersLine change={change()} />}</Match>
        <Match when={of("wrote")}>{change => <TextLine change={change()} />}</Match>
        <Match when={of("commented")}>{change => <CommentLine change={change()} />}</Match>
      </Switch>
    </li>
  )
}

/** What kind of record it is and what it is called; an item of its own line is called above it. */
function Named(props: { readonly change: Extract<PastChange, { readonly kind: unknown }> }): JSX.Element {
  const { space } = useHistory()
  const kind = () => history().kinds[props.change.kind as keyof ReturnType<typeof history>["kinds"]] ?? ""
  const name = () => {
    const { kind: table, id } = props.change
    // Items stand under their titles, or are what the whole screen is about.
    if (table === "items") return ""
    const row = space.live.plain[table].get(id as never) as unknown as Readonly<Record<string, unknown>> | undefined
    const called = row?.["title"] ?? row?.["name"]
    return typeof called === "string" ? called : ""
  }
  return (
    <span class="history-field">
      {kind()} {name()}
    </span>
  )
}

type SetChange = Extract<PastChange, { did: "set" }>

function SetLine(props: { readonly change: SetChange }): JSX.Element {
  const { setup, today, workspace, space, bringBack, mayWrite } = useHistory()
  const field = () =>
    (props.change.kind === "items" ? fieldWords(props.change.field, setup()) : null) ?? plainName(props.change)
  const words = (value: unknown) => valueWords(props.change.field, value, workspace.snapshot(space.id), today())
  const isOfItem = () => props.change.kind === "items" || props.change.kind === "checks"
  const back = () => {
    const { kind, id, field: name, before } = props.change
    bringBack([{ kind, id, values: { [name]: before }, members: {} } as PastRecord], field())
  }
  return (
    <>
      <Show when={props.change.kind !== "items"}>
        <Named change={props.change} />
      </Show>
      <span class="history-field">{field()}</span>
      <Difference before={words(props.change.before)} after={words(props.change.after)} />
      <Show when={mayWrite() && isOfItem()}>
        <Button
          kind="quiet"
          size="small"
          class="history-back"
          aria-label={history().bringBackValue(field(), words(props.change.before))}
          onClick={back}
        >
          {history().bringBack}
        </Button>
      </Show>
    </>
  )
}

/** Fields of other records than items have names that everybody knows, or none. */
function plainName({ field }: SetChange): string {
  const words = t().item as unknown as Readonly<Record<string, unknown>>
  const word = field === "done" ? t().general.done : field === "name" ? t().item.title : words[field]
  return typeof word === "string" ? word : field
}

function Difference(props: { readonly before: string; readonly after: string }): JSX.Element {
  return (
    <span class="history-difference">
      <del>
        <span class="visually-hidden">{history().gone} </span>
        {props.before}
      </del>{" "}
      <ins>
        <span class="visually-hidden">{history().fresh} </span>
        {props.after}
      </ins>
    </span>
  )
}

function MembersLine(props: { readonly change: Extract<PastChange, { did: "members" }> }): JSX.Element {
  const { setup, today, workspace, space, bringBack, mayWrite } = useHistory()
  const field = () => fieldWords(props.change.field, setup()) ?? props.change.field
  const words = (member: string) => valueWords(props.change.field, member, workspace.snapshot(space.id), today())
  const back = () => {
    const { kind, id, field: name, added, removed } = props.change
    const row = workspace.snapshot(space.id)[kind].get(id as never) as unknown as Record<string, readonly string[]>
    const standing = (row[name] ?? []).filter(member => !added.includes(member))
    const members = { [name]: [...new Set([...standing, ...removed])] }
    bringBack([{ kind, id, values: {}, members } as PastRecord], field())
  }
  return (
    <>
      <span class="history-field">{field()}</span>
      <span class="history-difference">
        <For each={props.change.removed}>
          {member => (
            <del>
              {words(member)} <span class="visually-hidden">{history().removed}</span>
            </del>
          )}
        </For>
        <For each={props.change.added}>
          {member => (
            <ins>
              {words(member)} <span class="visually-hidden">{history().added}</span>
            </ins>
          )}
        </For>
      </span>
      <Show when={mayWrite() && props.change.kind === "items"}>
        <Button
          kind="quiet"
          size="small"
          class="history-back"
          aria-label={history().bringBackValue(field(), "")}
          onClick={back}
        >
          {history().bringBack}
        </Button>
      </Show>
    </>
  )
}

function TextLine(props: { readonly change: Extract<PastChange, { did: "wrote" }> }): JSX.Element {
  const { bringBackText, mayWrite } = useHistory()
  return (
    <div class="history-text">
      <span class="history-field">{history().description}</span>
      <ProseDifference before={props.change.before} after={props.change.after} />
      <Show when={mayWrite() && props.change.before !== ""}>
        <Button
          kind="quiet"
          size="small"
          class="history-back"
          onClick={() => bringBackText(props.change.id, props.change.before)}
        >
          {history().bringBackText}
        </Button>
      </Show>
    </div>
  )
}

function CommentLine(props: { readonly change: PastChangeOfComment }): JSX.Element {
  const { bringBackSaid, mayBringBackSaid } = useHistory()
  const what = () => {
    const { before, after } = props.change
    if (before === null) return history().commentWritten
    return after === null ? history().commentDeleted : history().commentEdited
  }
  return (
    <div class="history-text">
      <span class="history-field">{what()}</span>
      <ProseDifference before={props.change.before ?? ""} after={props.change.after ?? ""} />
      <Show when={props.change.before !== null && mayBringBackSaid(props.change)}>
        <Button kind="quiet" size="small" class="history-back" onClick={() => bringBackSaid(props.change)}>
          {props.change.after === null ? history().bringBackComment : history().bringBackText}
        </Button>
      </Show>
    </div>
  )
}

function ProseDifference(props: { readonly before: string; readonly after: string }): JSX.Element {
  const runs = createMemo(() => wordDifference(props.before, props.after))
  return (
    <p class="history-prose">
      <For each={runs()}>
        {({ run, text }) => (
          <Switch fallback={text}>
            <Match when={run === "gone"}>
              <del>{text}</del>
            </Match>
            <Match when={run === "new"}>
              <ins>{text}</ins>
            </Match>
          </Switch>
        )}
      </For>
    </p>
  )
}
