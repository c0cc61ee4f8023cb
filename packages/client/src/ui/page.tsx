import { createUniqueId, Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { IconButton } from "./button.tsx"
import { Icon } from "./icon.tsx"
import { chevronRightIcon, menuIcon } from "./icons.ts"
import "./page.css"

export interface PageProps {
  readonly title: string
  /** The place that this page belongs to, as a link before the title. */
  readonly within?: { readonly label: string; readonly href: string } | undefined
  readonly onOpenSidebar: () => void
  readonly children: JSX.Element
}

/** A screen of sections one below the other, under a head that names it. */
export function Page(props: PageProps): JSX.Element {
  return (
    <>
      <header class="page-head">
        <span class="page-drawer">
          <IconButton icon={menuIcon} label={t().navigation.openSidebar} onClick={() => props.onOpenSidebar()} />
        </span>
        <Show when={props.within}>
          {within => (
            <>
              <a class="page-within" href={within().href}>
                {within().label}
              </a>
              <Icon icon={chevronRightIcon} size={14} />
            </>
          )}
        </Show>
        <h1 class="page-title">{props.title}</h1>
      </header>
      <main class="page">
        <div class="page-sheet">{props.children}</div>
      </main>
    </>
  )
}

export interface PageSectionProps {
  readonly title: string
  /** A sentence that says what it is for. */
  readonly hint?: string
  /** Controls at the end of its head. */
  readonly actions?: JSX.Element
  readonly children: JSX.Element
}

/** A part of a page, which bears the name of its heading. */
export function PageSection(props: PageSectionProps): JSX.Element {
  const id = createUniqueId()
  return (
    <section class="page-section" aria-labelledby={id}>
      <div class="page-section-head">
        <h2 id={id}>{props.title}</h2>
        {props.actions}
      </div>
      <Show when={props.hint}>
        <p class="page-section-hint">{props.hint}</p>
      </Show>
      {props.children}
    </section>
  )
}
