import { declareMajor, endMajor } from "@weft/model/actions/classification"
import { majorTicketId } from "@weft/model/schema/classification"
import type { Accessor } from "solid-js"
import { classificationWords } from "../../../text/classification.ts"
import { triangleAlertIcon } from "../../../ui/icons.ts"
import type { MenuEntry } from "../../../ui/menu.tsx"
import { useItem } from "../item-context.ts"

/** Whether the open ticket stands above the matrix. Followed. */
export function createIsMajor(): Accessor<boolean> {
  const { id, space } = useItem()
  return () => space.live.table("majorTickets").get(majorTicketId(id))?.deleted === null
}

/** How who manages the space puts the open ticket above the matrix, or takes it back. */
export function createMajorEntry(): () => MenuEntry {
  const { id, space, workspace, act, key, mayWrite } = useItem()
  const isMajor = createIsMajor()
  return () => ({
    label: isMajor() ? classificationWords().endMajor : classificationWords().declareMajor,
    icon: triangleAlertIcon,
    disabled: !mayWrite() || !workspace.mayWrite(`setup/${space.id}`),
    onSelect: () => void act(isMajor() ? endMajor : declareMajor, { item: id }, classificationWords().did.major(key())),
  })
}
