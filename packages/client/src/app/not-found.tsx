import type { JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { EmptyState } from "../ui/empty-state.tsx"

/** What stands at an address where there is nothing. An installed app has no line for another address. */
export function NotFound(): JSX.Element {
  return (
    <main>
      <h1 class="visually-hidden">{t().shell.startTitle}</h1>
      <EmptyState
        title={t().errors.notFound}
        action={<Button onClick={() => location.assign("/")}>{t().shell.otherWorkspace}</Button>}
      >
        {t().errors.notFoundBody}
      </EmptyState>
    </main>
  )
}
