import type { Device } from "@weft/model/wire/api"
import { For, Show, type JSX } from "solid-js"
import { relay, type Answer } from "../../data/api.ts"
import { todayOf, wallClock } from "../../data/world.ts"
import { Answered, createAsked, wasDone } from "../../parts/answered.tsx"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Chip } from "../../ui/chip.tsx"
import { Icon } from "../../ui/icon.tsx"
import { monitorIcon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"
import { agentWords } from "./agent.ts"

/** Where somebody is signed in; each of them, and all others at once, can be signed out. */
export function DevicesSection(): JSX.Element {
  const words = () => access().account
  const devices = createAsked(() => relay.devices())
  const others = () => (devices.value() ?? []).filter(({ isThis }) => !isThis)
  const revoke = async (asked: Promise<Answer<unknown>>) => {
    if (wasDone(await asked)) showToast({ text: words().revokedDevice })
    await devices.again()
  }
  const seen = (device: Device) => words().seen(whenWords(device.seenAt, todayOf(wallClock())))
  return (
    <PageSection
      title={words().devices}
      hint={words().devicesHint}
      actions={
        <Show when={others().length > 1}>
          <Button size="small" onClick={() => void revoke(relay.revokeOtherDevices())}>
            {words().revokeOthers}
          </Button>
        </Show>
      }
    >
      <Answered of={devices}>
        {list => (
          <ul class="page-rows">
            <For each={list()}>
              {device => (
                <li class="page-row account-row">
                  <Icon icon={monitorIcon} />
                  <span class="account-main">{agentWords(device.agent)}</span>
                  <span class="account-fact">{device.address}</span>
                  <span class="account-fact">{seen(device)}</span>
                  <Show
                    when={device.isThis}
                    fallback={
                      <Button
                        size="small"
                        aria-label={words().revokeDeviceNamed(agentWords(device.agent))}
                        onClick={() => void revoke(relay.revokeDevice(device.id))}
                      >
                        {words().revokeDevice}
                      </Button>
                    }
                  >
                    <Chip tone="accent">{words().isThis}</Chip>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Answered>
    </PageSection>
  )
}
