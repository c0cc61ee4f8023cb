import type { ItemId } from "@weft/model/base/ids"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { itemKey } from "../../data/context.ts"
import type { PastItems, ToldChange, ToldVersion } from "../../data/history/history-messages.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { isoTime } from "../../parts/iso-time.ts"
import { whenBrief, whenWords } from "../../parts/when.ts"
import { history } from "../../text/history.ts"
import { format, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Chip } from "../../ui/chip.tsx"
import { ChangeLine } from "./change-line.tsx"
import { useHistory } from "./history-context.ts"

export interface VersionEntryProps {
  readonly version: ToldVersion
  /** All changes of it; `null` where only the first are here and no more can be had. */
  readonly allChanges: (() => Promise<readonly ToldChange[]>) | null
  /** How items stood at its end; `null` where that is not known here. */
  readonly itemsAt: ((items: readonly string[]) => Promise<PastItems>) | null
}

/** What somebody changed in one go, item by item, and the way back to how things stood then. */
export function VersionEntry(props: VersionEntryProps): JSX.Element {
  const { item, personNamed, today, mayWrite, bringBackState } = useHistory()
  const [all, setAll] = createSignal<readonly ToldChange[] | null>(null)
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const changes = () => all() ?? props.version.changes
  const groups = createMemo(() => [...Map.groupBy(changes(), told => told.item ?? "")])
  const people = () => props.version.by.map(id => personNamed(id))
  const names = () => format().list(people().map(person => person?.name ?? history().somebody))
  const when = () => whenWords(props.version.until, today())
  const rest = () => props.version.amount - changes().length
  const mayBringBack = () => mayWrite() && props.itemsAt !== null
  const choose = (id: string, inside: boolean) => {
    const next = new Set(chosen())
    if (inside) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const back = async (items: readonly string[]) => {
    const past = await props.itemsAt?.(items)
    if (past === undefined) return
    bringBackState(past)
    setChosen(new Set<string>())
  }
  return (
    <li class="history-version">
      <article aria-label={history().version(names(), when())}>
        <header class="history-version-head">
          <For each={people()}>{person => <Avatar person={person} size={24} decorative />}</For>
          <h3 class="history-who">{names()}</h3>
          <time class="history-when" datetime={isoTime(props.version.until)}>
            {whenBrief(props.version.until, today())}
          </time>
          <Show when={props.version.isThinned}>
            <span data-tooltip={history().thinnedHint}>
              <Chip>{history().thinned}</Chip>
            </span>
          </Show>
          <Show when={props.version.arrivedAt}>
            {arrivedAt => <Chip>{history().arrived(whenWords(arrivedAt(), today()))}</Chip>}
          </Show>
          <span class="history-space" />
          <Show when={mayBringBack() && item !== null}>
            <Button size="small" onClick={() => void back([item!])}>
              {history().bringBackItem}
            </Button>
          </Show>
          <Show when={mayBringBack() && item === null && chosen().size > 0}>
            <Button size="small" onClick={() => void back([...chosen()])}>
              {history().bringBackItems(chosen().size)}
            </Button>
          </Show>
        </header>
        <For each={groups()}>
          {([id, told]) => (
            <section class="history-item">
              <Show when={item === null && id !== ""}>
                <ItemHead
                  id={id}
                  mayChoose={mayBringBack()}
                  isChosen={chosen().has(id)}
                  onChoose={inside => choose(id, inside)}
                />
              </Show>
              <ul class="history-changes">
                <For each={told}>{change => <ChangeLine told={change} />}</For>
              </ul>
            </section>
          )}
        </For>
        <Show when={rest() > 0 && props.allChanges}>
          {allChanges => (
            <Button kind="quiet" size="small" onClick={() => void allChanges()().then(every => setAll(every))}>
              {history().moreChanges(rest())}
            </Button>
          )}
        </Show>
      </article>
    </li>
  )
}

interface ItemHeadProps {
  readonly id: string
  readonly mayChoose: boolean
  readonly isChosen: boolean
  readonly onChoose: (inside: boolean) => void
}

function ItemHead(props: ItemHeadProps): JSX.Element {
  const { space, itemHref } = useHistory()
  const row = () => space.live.plain.items.get(props.id as ItemId)
  const title = () => row()?.title || t().item.untitled
  return (
    <div class="history-item-head">
      <Show when={props.mayChoose}>
        <Checkbox checked={props.isChosen} label={history().choose(title())} onChange={props.onChoose} />
      </Show>
      <Show when={row()}>{standing => <span class="history-key">{itemKey(space, standing())}</span>}</Show>
      <a class="history-title" href={itemHref(props.id)}>
        {title()}
      </a>
    </div>
  )
}
