import { classifyTickets } from "@weft/model/actions/classification"
import type { ServiceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, Show, type JSX } from "solid-js"
import { catalogueWords } from "../../../../text/catalogue.ts"
import { openPicker } from "../../../../ui/picker.tsx"
import { useItem } from "../../item-context.ts"
import { Property, PropertyButton } from "../../property.tsx"

/** The row that chooses none. No id has a space in it. */
const NONE = "no service"

/** Which service a ticket is about. A space without services is not asked. */
export function ServiceProperty(): JSX.Element {
  const { row, space, id, act, key } = useItem()
  const services = () => space.live.table("services")
  const all = createMemo(() => living(services()).sort(compareRanked))
  const service = () => services().get(row.read("service") ?? "")
  const open = (anchor: HTMLButtonElement) =>
    openPicker({
      anchor,
      label: catalogueWords().service,
      options: () => [
        { id: NONE, label: catalogueWords().noService },
        ...all().map(one => ({ id: one.id as string, label: one.name })),
      ],
      selected: () => [row.read("service") ?? NONE],
      onChange: ([chosen]) => {
        if (chosen === undefined) return
        const fields = { service: chosen === NONE ? null : (chosen as ServiceId) }
        act(classifyTickets, { items: [id], fields }, catalogueWords().step.ofService(key()))
      },
    })
  return (
    <Show when={service() !== undefined || all().length > 0}>
      <Property label={catalogueWords().service} name="service" empty={service() === undefined}>
        <PropertyButton
          label={catalogueWords().service}
          empty={service() === undefined ? catalogueWords().noService : undefined}
          onPress={open}
        >
          <span class="property-text" data-deleted={service()?.deleted === null ? undefined : ""}>
            {service()?.name}
          </span>
        </PropertyButton>
      </Property>
    </Show>
  )
}
