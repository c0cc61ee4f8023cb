import type { FilterReader } from "@weft/model/query/matching"
import { createMemo, type Accessor } from "solid-js"
import type { Workspace } from "../data/workspace.ts"
import { format } from "../text/index.ts"

/** Who looks at a filtered screen, followed over midnight and over another language's first day of the week. */
export function createFilterReader(workspace: Workspace, today: Accessor<string>): Accessor<FilterReader> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return createMemo(() => ({
    me: workspace.me,
    today: today(),
    firstDayOfWeek: format().firstDayOfWeek,
    zone,
  }))
}
