import type { FilterReader } from "@weft/model/query/matching"
import { createMemo, type Accessor } from "solid-js"
import type { Workspace } from "../data/workspace.ts"
import { format } from "../text/index.ts"

/** Where this browser is; to ask takes as long as to draw some rows, so it is asked once. */
let zone: string | undefined

/** Who looks at a filtered screen, followed over midnight and over another language's first day of the week. */
export function createFilterReader(workspace: Workspace, today: Accessor<string>): Accessor<FilterReader> {
  const here = (zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone)
  return createMemo(() => ({
    me: workspace.me,
    today: today(),
    firstDayOfWeek: format().firstDayOfWeek,
    zone: here,
  }))
}
