import { useValue } from "@weft/model/actions/item"
import { dismissReceipt, useLost } from "@weft/model/actions/receipt"
import { stampTime } from "@weft/model/base/hybrid-clock"
import { splitFamily } from "@weft/model/schema/change"
import type { Item } from "@weft/model/schema/item"
import type { Conflict, StandingValue } from "@weft/model/schema/record"
import { sameValue } from "@weft/model/schema/row"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { Receipt } from "@weft/model/schema/conversation"
import { createRowsWhere } from "../../data/rows-where.ts"
import { Avatar, type ShownPerson } from "../../parts/avatar.tsx"
import { whenBrief, whenWords } from "../../parts/when.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { checkIcon, gitMergeIcon } from "../../ui/icons.ts"
import { Icon } from "../../ui/icon.tsx"
import { fieldWords, valueWords } from "../../parts/field-words.ts"
import { useItem } from "./item-context.ts"
import { createPeople } from "./people.ts"

/**
 * What merging set aside, said where it happened: fields that were set twice at the same time, with every value that
 * stands, and what this person wrote that lost. Nothing here is an error, and nothing is lost.
 */
export function MergeReceipts(): JSX.Element {
  const { row, setup } = useItem()
  const receipts = createReceipts()
  // A place on a board goes with the status it was dropped in, which is told.
  const isTold = ({ field }: { readonly field: string }) => fieldWords(field, setup()) !== null
  const conflicts = () => row.read("conflicts").filter(isTold)
  const isOpen = (receipt: Receipt) => conflicts().some(conflict => conflict.field === receipt.field)
  const closed = () => receipts().filter(receipt => isTold(receipt) && !isOpen(receipt))
  return (
    <>
      <For each={conflicts()}>{conflict => <ConflictCard conflict={conflict} receipts={receipts()} />}</For>
      <For each={closed()}>{receipt => <ReceiptCard receipt={receipt} />}</For>
    </>
  )
}

/** The receipts of this person about this item, the newest first. */
function createReceipts(): () => readonly Receipt[] {
  const { workspace, id } = useItem()
  return createRowsWhere("receipts", () => ({
    live: workspace.live,
    matches: (receipt: Receipt) => receipt.kind === "items" && receipt.record === id && receipt.deleted === null,
    compare: (left, right) => right.at - left.at,
  }))
}

interface ConflictCardProps {
  readonly conflict: Conflict
  readonly receipts: readonly Receipt[]
}

function ConflictCard(props: ConflictCardProps): JSX.Element {
  const { id, act, key, setup, today, workspace } = useItem()
  const people = createPeople()
  const field = () => fieldWords(props.conflict.field, setup()) ?? ""
  const latest = () => Math.max(...props.conflict.values.map(value => value.stamp))

  /** Who set a value, as far as their replica said. */
  const authorOf = (standing: StandingValue): ShownPerson | undefined =>
    standing.by === "" ? undefined : people(standing.by)
  const choose = (standing: StandingValue) => {
    const done = act(
      useValue,
      { item: id, field: props.conflict.field, value: standing.value },
      itemPanel().did.value(field(), key()),
    )
    if (!done) return
    // Whoever has chosen needs no reminder of what was chosen between.
    for (const receipt of props.receipts)
      if (receipt.field === props.conflict.field) act(dismissReceipt, { receipt: receipt.id }, "")
  }
  const words = (standing: StandingValue) =>
    valueWords(props.conflict.field, standing.value, workspace.snapshot(setup().space), today())
  return (
    <section class="merge-card" aria-label={itemPanel().setAtSameTime(field())}>
      <header class="merge-head">
        <Icon icon={gitMergeIcon} />
        <h4 class="merge-title">{itemPanel().setAtSameTime(field())}</h4>
        <time class="merge-when">{whenWords(stampTime(latest()), today())}</time>
      </header>
      <ul class="merge-values">
        <For each={props.conflict.values}>
          {(standing, index) => (
            <li class="merge-value" data-in-use={index() === 0 ? "" : undefined}>
              <Show when={authorOf(standing)}>{person => <Avatar person={person()} />}</Show>
              <span class="merge-words">{words(standing)}</span>
              <time class="merge-when">{whenBrief(stampTime(standing.stamp), today())}</time>
              <span class="item-head-space" />
              <Show
                when={index() === 0}
                fallback={
                  <Button
                    kind="quiet"
                    size="small"
                    class="merge-choose"
                    aria-label={`${t().item.useThis}: ${words(standing)}`}
                    onClick={() => choose(standing)}
                  >
                    {t().item.useThis}
                  </Button>
                }
              >
                <InUse />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

function InUse(): JSX.Element {
  return (
    <span class="merge-in-use">
      <Icon icon={checkIcon} size={14} />
      {t().item.inUse}
    </span>
  )
}

function ReceiptCard(props: { readonly receipt: Receipt }): JSX.Element {
  const { id, row, act, key, setup, today, workspace, me } = useItem()
  const people = createPeople()
  const field = () => fieldWords(props.receipt.field, setup()) ?? itemPanel().unknown
  const words = (value: unknown) => valueWords(props.receipt.field, value, workspace.snapshot(setup().space), today())
  const title = createMemo(() => {
    const said = itemPanel()
    if (props.receipt.reason === "refused") return said.refused(field())
    return props.receipt.reason === "set-aside" ? said.setAside(field()) : said.overwritten(field())
  })
  const values = () => props.receipt.values
  /** What stands now, which may be neither of the two any more. */
  const standing = () => {
    const entry = splitFamily(props.receipt.field)
    const all = entry === null ? undefined : row.read(entry[0] as "custom")
    return entry === null ? row.read(props.receipt.field as keyof Item) : (all?.[entry[1]] ?? null)
  }
  const isInUse = (value: unknown) => sameValue(standing() ?? null, value ?? null)
  return (
    <section class="merge-card" aria-label={title()}>
      <header class="merge-head">
        <Icon icon={gitMergeIcon} />
        <h4 class="merge-title">{title()}</h4>
        <time class="merge-when">{whenWords(props.receipt.at, today())}</time>
      </header>
      <ul class="merge-values">
        <li class="merge-value" data-in-use={isInUse(values()?.standing) ? "" : undefined}>
          <Show when={people(values()?.by ?? null)}>{person => <Avatar person={person()} />}</Show>
          <span class="merge-words">{words(values()?.standing)}</span>
          <span class="item-head-space" />
          <Show when={isInUse(values()?.standing)}>
            <InUse />
          </Show>
        </li>
        <li class="merge-value" data-in-use={isInUse(values()?.lost) ? "" : undefined}>
          <Avatar person={people(me)} />
          <span class="merge-words">{words(values()?.lost)}</span>
          <span class="item-head-space" />
          <Show when={!isInUse(values()?.lost)} fallback={<InUse />}>
            <Button
              kind="quiet"
              size="small"
              class="merge-choose"
              onClick={() =>
                act(
                  useLost,
                  { receipt: props.receipt.id, item: id, field: props.receipt.field, value: values()?.lost ?? null },
                  itemPanel().did.value(field(), key()),
                )
              }
            >
              {itemPanel().useMine}
            </Button>
          </Show>
        </li>
      </ul>
      <div class="merge-foot">
        <Button
          kind="quiet"
          size="small"
          onClick={() => act(dismissReceipt, { receipt: props.receipt.id }, itemPanel().did.receipt(key()))}
        >
          {itemPanel().dismiss}
        </Button>
      </div>
    </section>
  )
}
