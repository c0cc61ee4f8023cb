import type { CustomValue } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { itemPanel } from "../../text/item-panel.ts"
import { format } from "../../text/index.ts"

/** The value of a custom field in words, whatever its field makes of it. */
export function valueWords(
  value: CustomValue | undefined,
  { options, members }: Pick<Snapshot, "options" | "members">,
): string {
  return [value ?? []]
    .flat()
    .map(entry => {
      if (typeof entry === "boolean") return entry ? itemPanel().yes : itemPanel().no
      if (typeof entry === "number") return format().number(entry)
      return options.get(entry)?.name ?? members.get(entry)?.name ?? entry
    })
    .join(", ")
}
