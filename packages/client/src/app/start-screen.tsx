import { createSignal, For, Show, type JSX } from "solid-js"
import type { KnownWorkspace } from "../data/known-workspaces.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Field, TextInput } from "../ui/field.tsx"
import "./start-screen.css"

export interface StartScreenProps {
  readonly known: readonly KnownWorkspace[]
  readonly hrefOf: (workspace: KnownWorkspace) => string
  readonly onStart: (workspace: string, name: string) => void
}

/** The first page: begin in this browser, or open what is here. */
export function StartScreen(props: StartScreenProps): JSX.Element {
  const [workspace, setWorkspace] = createSignal("")
  const [name, setName] = createSignal("")
  const [tried, setTried] = createSignal(false)
  const missing = (text: string) => (tried() && text.trim() === "" ? t().refusals["name-missing"]({}) : undefined)

  const start = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (workspace().trim() !== "" && name().trim() !== "") props.onStart(workspace().trim(), name().trim())
  }

  return (
    <main class="start">
      <div class="start-sheet">
        <Mark />
        <h1 class="start-title">{t().shell.startTitle}</h1>
        <p class="start-body">{t().shell.startBody}</p>
        <Show when={props.known.length > 0}>
          <section class="start-known" aria-label={t().shell.known}>
            <h2>{t().shell.known}</h2>
            <ul>
              <For each={props.known}>
                {known => (
                  <li>
                    <a class="start-link" href={props.hrefOf(known)}>
                      {known.name || t().shell.openNamed(known.id.slice(0, 6))}
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </section>
          <h2>{t().shell.newWorkspace}</h2>
        </Show>
        <form class="start-form" onSubmit={start} novalidate>
          <Field label={t().shell.workspaceName} required error={missing(workspace())}>
            {attributes => (
              <TextInput
                {...attributes}
                value={workspace()}
                onValue={setWorkspace}
                placeholder={t().shell.workspaceExample}
                autocomplete="organization"
                maxLength={100}
              />
            )}
          </Field>
          <Field label={t().shell.yourName} required error={missing(name())}>
            {attributes => (
              <TextInput {...attributes} value={name()} onValue={setName} autocomplete="name" maxLength={100} />
            )}
          </Field>
          <Button kind="primary" type="submit">
            {t().shell.start}
          </Button>
          <p class="start-hint">{t().shell.startHint}</p>
        </form>
      </div>
    </main>
  )
}

export interface JoinScreenProps {
  readonly onJoin: (name: string) => void
}

/** Where a shared link leads somebody who has not been here before. */
export function JoinScreen(props: JoinScreenProps): JSX.Element {
  const [name, setName] = createSignal("")
  const [tried, setTried] = createSignal(false)
  const join = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (name().trim() !== "") props.onJoin(name().trim())
  }
  return (
    <main class="start">
      <div class="start-sheet">
        <Mark />
        <h1 class="start-title">{t().shell.joinTitle}</h1>
        <p class="start-body">{t().shell.joinBody}</p>
        <form class="start-form" onSubmit={join} novalidate>
          <Field
            label={t().shell.yourName}
            required
            error={tried() && name().trim() === "" ? t().refusals["name-missing"]({}) : undefined}
          >
            {attributes => (
              <TextInput
                {...attributes}
                value={name()}
                onValue={setName}
                autocomplete="name"
                maxLength={100}
                autofocus
              />
            )}
          </Field>
          <Button kind="primary" type="submit">
            {t().shell.join}
          </Button>
        </form>
      </div>
    </main>
  )
}

/** The mark of Weft: threads that cross. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent-fill)" />
      <path
        d="M5 9.5h9M18 9.5h1M5 14.5h1M10 14.5h9M9 5v4.5M9 12.5V19M15 5v6.5M15 14.5V19"
        stroke="white"
        stroke-width="2"
        stroke-linecap="round"
      />
    </svg>
  )
}
