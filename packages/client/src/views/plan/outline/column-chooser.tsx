import type { JSX } from "solid-js"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { columns3Icon } from "../../../ui/icons.ts"
import { MenuButton, type MenuEntry } from "../../../ui/menu.tsx"
import { usePlan } from "../plan-state.ts"

/** Which columns the outline shows. */
export function ColumnChooser(): JSX.Element {
  const { sheet } = usePlan()
  const entries = (): readonly MenuEntry[] =>
    sheet.all().map(({ key, name }) => ({
      label: name,
      checked: sheet.isShown(key),
      disabled: key === "name",
      staysOpen: true,
      onSelect: () => sheet.show(key, !sheet.isShown(key)),
    }))
  return (
    <MenuButton kind="quiet" icon={columns3Icon} menuLabel={sheetWords().shownColumns} entries={entries} align="end">
      {sheetWords().chooseColumns}
    </MenuButton>
  )
}
