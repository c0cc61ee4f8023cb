import { createMemo, Show, type JSX } from "solid-js"
import { itemPanel } from "../../text/item-panel.ts"
import { useItem } from "./item-context.ts"
import { Property } from "./property.tsx"
import { webAddress } from "./web-address.ts"

/** Where an imported item came from. */
export function SourceProperty(): JSX.Element {
  const { row } = useItem()
  const source = () => row.read("source")
  const address = createMemo(() => webAddress(source()))
  return (
    <Show when={source() !== ""}>
      <Property label={itemPanel().source} name="source">
        <Show when={address()} fallback={<span class="property-static property-text">{source()}</span>}>
          {link => (
            <a class="property-link property-text" href={link()} target="_blank" rel="noopener noreferrer">
              {link().replace(/^https?:\/\//, "")}
            </a>
          )}
        </Show>
      </Property>
    </Show>
  )
}
