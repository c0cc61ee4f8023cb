import { createEffect, createMemo, For, Show, type JSX } from "solid-js"
import { relay } from "../data/api.ts"
import { knownWorkspaces } from "../data/known-workspaces.ts"
import { createAsked } from "../parts/answered.tsx"
import { access } from "../text/access.ts"
import { t } from "../text/index.ts"
import { workspaceHref } from "./addresses.ts"

/** What the relay has for whoever looks at the first page: their workspaces, or the way in. */
export function AtRelay(props: {
  /** Tells the name of whoever is signed in. */
  readonly onName: (name: string) => void
}): JSX.Element {
  const words = () => access().entry
  const session = createAsked(() => relay.session())
  const accounts = createMemo(() => {
    const state = session.value()
    return state?.access === "accounts" ? state : undefined
  })
  createEffect(() => {
    const person = accounts()?.person
    if (person) props.onName(person.name)
  })
  return (
    <Show when={accounts()}>
      {state => (
        <Show
          when={state().person}
          fallback={
            <section aria-label={words().at(location.host)}>
              <h2>{words().at(location.host)}</h2>
              <a class="sheet-link" href="/sign-in">
                {words().submit}
              </a>
            </section>
          }
        >
          {person => (
            <section aria-label={words().mine}>
              <h2>{words().mine}</h2>
              <MyWorkspaces />
              <p class="sheet-account">
                <span>{words().signedInAs(person().name)}</span>
                <a href="/account">{words().account}</a>
              </p>
            </section>
          )}
        </Show>
      )}
    </Show>
  )
}

/** The workspaces of somebody's account that this device does not list already. */
function MyWorkspaces(): JSX.Element {
  const words = () => access().entry
  const mine = createAsked(() => relay.workspaces())
  const further = () => {
    const here = new Set<string>(knownWorkspaces(localStorage).map(({ id }) => id))
    return mine.value()?.filter(({ id }) => !here.has(id)) ?? []
  }
  return (
    <Show when={mine.value()?.length !== 0} fallback={<p class="sheet-note">{words().mineNone}</p>}>
      <ul class="sheet-links">
        <For each={further()}>
          {own => (
            <li>
              <a class="sheet-link" href={workspaceHref(own.id)}>
                {own.name || t().shell.openNamed(own.id.slice(0, 6))}
                <small>{access().roles[own.role]}</small>
              </a>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
