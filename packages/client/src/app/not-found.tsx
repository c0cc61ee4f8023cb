import type { JSX } from "solid-js"
import { t } from "../text/index.ts"
import { EmptyState } from "../ui/empty-state.tsx"

/** What stands at an address where there is nothing. */
export function NotFound(): JSX.Element {
  return (
    <main>
      <h1 class="visually-hidden">{t().shell.startTitle}</h1>
      <EmptyState title={t().errors.notFound}>{t().errors.notFoundBody}</EmptyState>
    </main>
  )
}
