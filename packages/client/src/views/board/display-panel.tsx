import { setCardFact, type PatchBoard } from "@weft/model/actions/board"
import { CARD_FACTS } from "@weft/model/schema/work"
import { For, untrack, type JSX } from "solid-js"
import { boardMenuWords } from "../../text/board-menu.ts"
import { format, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox, Switch } from "../../ui/checkbox.tsx"
import { Select } from "../../ui/field.tsx"
import type { BoardState } from "./board-context.ts"
import { openLimitForm } from "./limit-form.ts"

export interface DisplayPanelProps {
  /** Given, since what opens stands outside of the board's context. */
  readonly board: BoardState
  readonly onPatch: (fields: PatchBoard["fields"]) => void
}

/** What cards show, and by what a board is limited. */
export function DisplayPanel(props: DisplayPanelProps): JSX.Element {
  const board = untrack(() => props.board)
  const { model, act, facts } = board
  const isShown = (fact: string) => facts().size === 0 || facts().has(fact)
  /** No fact at all means the usual ones, so the first choice writes out what was usual. */
  const choose = (fact: string, shown: boolean) => {
    const says = t().boards.steps.display
    if (facts().size === 0)
      for (const other of CARD_FACTS) act(setCardFact, { board: model.id, fact: other, shown: other !== fact }, says)
    else act(setCardFact, { board: model.id, fact, shown }, says)
  }
  const personLimit = () => {
    const { personLimit: limit, limitBy } = model.board()
    if (limit === null) return boardMenuWords().noLimit
    return limitBy === "count" ? format().number(limit) : format().duration(limit)
  }
  const limitPeople = (event: MouseEvent & { readonly currentTarget: HTMLButtonElement }) =>
    openLimitForm({
      board,
      anchor: event.currentTarget,
      label: boardMenuWords().personLimitLabel,
      standing: model.board().personLimit,
      limited: { of: "person" },
      says: t().boards.steps.personLimit,
    })
  return (
    <div class="display-panel">
      <Switch checked={model.board().hideEmpty} onChange={hideEmpty => props.onPatch({ hideEmpty })}>
        {boardMenuWords().hideEmpty}
      </Switch>
      <label class="display-row">
        {boardMenuWords().limitBy}
        <Select
          label={boardMenuWords().limitBy}
          value={model.board().limitBy}
          options={(["count", "estimate"] as const).map(value => ({ value, label: boardMenuWords().limits[value] }))}
          onValue={limitBy => props.onPatch({ limitBy })}
        />
      </label>
      <div class="display-row">
        {boardMenuWords().personLimit}
        <Button size="small" aria-label={`${boardMenuWords().personLimit}: ${personLimit()}`} onClick={limitPeople}>
          {personLimit()}
        </Button>
      </div>
      <fieldset class="display-facts">
        <legend>{boardMenuWords().factsShown}</legend>
        <For each={CARD_FACTS}>
          {fact => (
            <Checkbox checked={isShown(fact)} onChange={shown => choose(fact, shown)}>
              {boardMenuWords().facts[fact]}
            </Checkbox>
          )}
        </For>
      </fieldset>
    </div>
  )
}
