import { createSignal, For, lazy, Show, Suspense, type JSX } from "solid-js"
import type { KnownWorkspace } from "../data/known-workspaces.ts"
import { mayBeSignedIn } from "../data/signed-in-hint.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Field, TextInput } from "../ui/field.tsx"
import { Sheet } from "../ui/sheet.tsx"

const AtRelay = lazy(async () => ({ default: (await import("./at-relay.tsx")).AtRelay }))

export interface StartScreenProps {
  readonly known: readonly KnownWorkspace[]
  readonly hrefOf: (workspace: KnownWorkspace) => string
  readonly onStart: (workspace: string, name: string) => void
  /** Makes the example workspace and leads to it. */
  readonly onExample: () => Promise<void>
}

/** The first page: begin in this browser, or open what is here or what the relay has for whoever is signed in. */
export function StartScreen(props: StartScreenProps): JSX.Element {
  const [workspace, setWorkspace] = createSignal("")
  const [name, setName] = createSignal("")
  const [tried, setTried] = createSignal(false)
  const [isOpening, setOpening] = createSignal(false)
  const missing = (text: string) => (tried() && text.trim() === "" ? t().general.nameMissing : undefined)

  const start = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (workspace().trim() !== "" && name().trim() !== "") props.onStart(workspace().trim(), name().trim())
  }

  const openExample = async () => {
    setOpening(true)
    try {
      await props.onExample()
    } finally {
      setOpening(false)
    }
  }

  return (
    <Sheet title={t().shell.startTitle} body={t().shell.startBody}>
      <Show when={props.known.length > 0}>
        <section aria-label={t().shell.known}>
          <h2>{t().shell.known}</h2>
          <ul class="sheet-links">
            <For each={props.known}>
              {known => (
                <li>
                  <a class="sheet-link" href={props.hrefOf(known)}>
                    {known.name || t().shell.openNamed(known.id.slice(0, 6))}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={mayBeSignedIn(localStorage)}>
        <Suspense>
          <AtRelay onName={found => name() === "" && setName(found)} />
        </Suspense>
      </Show>
      <Show when={props.known.length > 0}>
        <h2>{t().shell.newWorkspace}</h2>
      </Show>
      <form class="sheet-form" onSubmit={start} novalidate>
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
        <Button disabled={isOpening()} onClick={() => void openExample()}>
          {isOpening() ? t().shell.openingExample : t().shell.openExample}
        </Button>
        <p class="sheet-hint">
          {t().shell.startHint}{" "}
          <Show when={!mayBeSignedIn(localStorage)}>
            <a href="/sign-in">{t().shell.signIn}</a>
          </Show>
        </p>
      </form>
    </Sheet>
  )
}
