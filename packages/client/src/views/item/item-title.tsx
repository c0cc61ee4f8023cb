import { patchItems } from "@weft/model/actions/item"
import { createSignal, type JSX } from "solid-js"
import { leaveField } from "../../parts/leave-field.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { useItem } from "./item-context.ts"
import { GrowingText } from "./growing-text.tsx"

/** The title, edited where it stands: Enter or leaving saves, Escape puts back what stood. */
export function ItemTitle(): JSX.Element {
  const { row, act, id, key } = useItem()
  const [typed, setTyped] = createSignal<string>()
  const title = () => row.read("title")

  const save = () => {
    const wanted = typed()
      ?.replaceAll(/\s*\n\s*/g, " ")
      .trim()
    setTyped(undefined)
    if (wanted === undefined || wanted === title()) return
    act(patchItems, { items: [id], fields: { title: wanted } }, itemPanel().did.title(key()))
  }
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }) => {
    if (event.isComposing) return
    if (event.key === "Enter") {
      event.preventDefault()
      leaveField(event.currentTarget)
    }
    // The panel hears it too, and takes the focus.
    if (event.key === "Escape") setTyped(undefined)
  }
  return (
    <h2 class="item-title">
      <GrowingText
        label={t().item.title}
        value={typed() ?? title()}
        placeholder={t().item.untitled}
        onValue={setTyped}
        onBlur={save}
        onKeyDown={onKeyDown}
      />
    </h2>
  )
}
