import { createSignal, For, Show, type JSX } from "solid-js"
import { knowsPasskeys, signIn } from "../../data/sign-in.ts"
import { todayOf, wallClock } from "../../data/world.ts"
import { Answered, createAsked, wasDone } from "../../parts/answered.tsx"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { t } from "../../text/index.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { Field, TextInput } from "../../ui/field.tsx"
import { Icon } from "../../ui/icon.tsx"
import { fingerprintIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"

/** The passkeys of an account, and another one. */
export function PasskeysSection(): JSX.Element {
  const words = () => access().account
  const passkeys = createAsked(() => signIn.passkeys())
  const [name, setName] = createSignal("")
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!wasDone(await signIn.addPasskey(name().trim() || words().unnamed))) return
    setName("")
    showToast({ text: words().passkeyAdded })
    await passkeys.again()
  }
  const remove = async (id: string) => {
    if (wasDone(await signIn.removePasskey(id))) await passkeys.again()
  }
  const added = (moment: string) => whenWords(Date.parse(moment), todayOf(wallClock()))
  return (
    <PageSection title={words().passkeys} hint={words().passkeysHint}>
      <Answered of={passkeys}>
        {list => (
          <Show when={list().length > 0} fallback={<p class="page-empty">{words().passkeysEmpty}</p>}>
            <ul class="page-rows">
              <For each={list()}>
                {passkey => (
                  <li class="page-row account-row">
                    <Icon icon={fingerprintIcon} />
                    <span class="account-main">{passkey.name ?? words().unnamed}</span>
                    <span class="account-fact">{added(passkey.createdAt)}</span>
                    <IconButton
                      icon={trash2Icon}
                      label={t().general.removeNamed(passkey.name ?? words().unnamed)}
                      onClick={() => void remove(passkey.id)}
                    />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Answered>
      <Show when={knowsPasskeys()} fallback={<p class="page-empty">{words().passkeysUnknown}</p>}>
        <form class="account-form" onSubmit={event => void add(event)}>
          <Field label={words().passkeyName}>
            {attributes => (
              <TextInput
                {...attributes}
                value={name()}
                onValue={setName}
                placeholder={words().passkeyExample}
                autocomplete="off"
                maxLength={100}
              />
            )}
          </Field>
          <Button type="submit">{words().addPasskey}</Button>
        </form>
      </Show>
    </PageSection>
  )
}
