import { trashOrganisation } from "@weft/model/actions/organisation"
import type { SpaceId } from "@weft/model/base/ids"
import type { Organisation } from "@weft/model/schema/contact"
import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { todayOf } from "../../data/world.ts"
import { useAct } from "../../parts/acting.ts"
import { contractWords } from "../../parts/contacts/contract-words.ts"
import { contactWords } from "../../text/contacts.ts"
import { Chip } from "../../ui/chip.tsx"
import { Icon } from "../../ui/icon.tsx"
import { ellipsisIcon, usersIcon } from "../../ui/icons.ts"
import { IconMenuButton, type MenuEntry } from "../../ui/menu.tsx"

/** One organisation: its domains, how many belong to it, and what it has agreed on. */
export function OrganisationRow(props: {
  readonly organisation: Organisation
  /** How many contacts belong to it. */
  readonly members: number
  readonly onEdit: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  const name = () => props.organisation.name
  const contract = () => contractWords(props.organisation, todayOf(workspace.now()))
  const entries = (): readonly MenuEntry[] => [
    {
      label: contactWords().delete,
      danger: true,
      onSelect: () => void act(trashOrganisation, { id: props.organisation.id }, contactWords().did.deleted(name())),
    },
  ]
  return (
    <li class="page-row contact-row organisation-row">
      <Icon icon={usersIcon} />
      <button
        type="button"
        class="contact-name"
        onClick={() => props.onEdit()}
        aria-label={contactWords().edit(name())}
      >
        {name()}
      </button>
      <Show when={props.organisation.vip}>
        <Chip tone="accent">{contactWords().vip}</Chip>
      </Show>
      <span class="contact-organisation">{contactWords().members(props.members)}</span>
      <span class="contact-reach">
        <span class="contact-mail">{(props.organisation.domains ?? []).join(", ")}</span>
        <span class="contact-contracted">{contract()}</span>
      </span>
      <IconMenuButton icon={ellipsisIcon} label={contactWords().options(name())} entries={entries} align="end" />
    </li>
  )
}
