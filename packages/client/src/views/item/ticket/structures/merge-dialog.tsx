import { mergeTickets } from "@weft/model/actions/merge-tickets"
import type { ItemId } from "@weft/model/base/ids"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { createSignal, untrack, type JSX } from "solid-js"
import { itemKey } from "../../../../data/context.ts"
import { serviceWords } from "../../../../text/service.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { t } from "../../../../text/index.ts"
import { Button } from "../../../../ui/button.tsx"
import { Checkbox } from "../../../../ui/checkbox.tsx"
import { Dialog } from "../../../../ui/dialog.tsx"
import { TextArea } from "../../../../ui/field.tsx"
import { useItem } from "../../item-context.ts"

/** Says what merging the ticket into another does, and what its requester is told. */
export function MergeDialog(props: { readonly into: ItemId; readonly onClose: () => void }): JSX.Element {
  const { workspace, space, id, key, act, open } = useItem()
  const words = () => structureWords().merge
  const into = () => {
    const row = space.live.plain.items.get(props.into)
    return row === undefined ? "" : itemKey(space, row)
  }
  const [tells, setTells] = createSignal(false)
  const [text, setText] = createSignal(untrack(() => words().text(into())))
  const merge = () => {
    const needsRelay = untrack(() => workspace.sync().relay.state !== "none")
    const notice = tells() && text().trim() !== "" ? { notice: { text: text(), needsRelay } } : {}
    const merged = { from: [id], into: props.into, ...notice }
    if (!act(mergeTickets, merged, serviceWords().step.merge(key()))) return
    props.onClose()
    open(survivorOf(space.live.plain.items, id) as ItemId)
  }
  return (
    <Dialog
      open
      size="medium"
      title={words().title(key(), into())}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Button kind="primary" onClick={merge}>
            {words().merge}
          </Button>
        </>
      }
    >
      <div class="structure-form">
        <p class="structure-note">{words().hint(into())}</p>
        <Checkbox checked={tells()} onChange={setTells}>
          {words().tell}
        </Checkbox>
        <TextArea aria-label={words().tell} disabled={!tells()} value={text()} onValue={setText} />
      </div>
    </Dialog>
  )
}
