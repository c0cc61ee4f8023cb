import type { MemberId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import { living, type Table } from "@weft/model/schema/snapshot"
import type { Member } from "@weft/model/schema/space"
import { t } from "../text/index.ts"
import type { Option } from "../ui/option.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { Avatar } from "./avatar.tsx"

/** The row that chooses nobody. No member's id has a space in it. */
const NOBODY = "no body"

export interface PeoplePickerOptions {
  readonly anchor: Anchor
  readonly label: string
  readonly members: () => Table<Member>
  /** Whoever is at work here stands first. */
  readonly me: MemberId
  readonly selected: () => readonly MemberId[]
  readonly onClose?: () => void
}

/** Opens the choice of one person, or of nobody. */
export function openPersonPicker(
  options: PeoplePickerOptions & { readonly onPick: (member: MemberId | null) => void },
): () => void {
  const nobody: Option = { id: NOBODY, label: t().people.nobody, glyph: () => <Avatar person={undefined} decorative /> }
  return openPicker({
    anchor: options.anchor,
    label: options.label,
    options: () => [...peopleOptions(options), nobody],
    selected: () => (options.selected().length === 0 ? [NOBODY] : options.selected()),
    onChange: ([chosen]) => options.onPick(chosen === undefined || chosen === NOBODY ? null : (chosen as MemberId)),
    ...(options.onClose && { onClose: options.onClose }),
  })
}

/** Opens the choice of several people; each one chosen or taken out is told by itself, since sets merge by member. */
export function openPeoplePicker(
  options: PeoplePickerOptions & { readonly onToggle: (member: MemberId, inside: boolean) => void },
): () => void {
  return openPicker({
    anchor: options.anchor,
    label: options.label,
    multiple: true,
    options: () => peopleOptions(options),
    selected: options.selected,
    onChange: chosen => toggled(options.selected(), chosen, (id, inside) => options.onToggle(id as MemberId, inside)),
    ...(options.onClose && { onClose: options.onClose }),
  })
}

/** Tells the members by which two choices differ, one by one. */
export function toggled(
  before: readonly string[],
  after: readonly string[],
  tell: (id: string, inside: boolean) => void,
): void {
  for (const id of after) if (!before.includes(id)) tell(id, true)
  for (const id of before) if (!after.includes(id)) tell(id, false)
}

/** The living people, oneself first, and whoever is chosen though they have left, so that they can be taken out. */
function peopleOptions({ members, me, selected }: PeoplePickerOptions): readonly Option[] {
  const table = members()
  const here = living(table).sort(
    (left, right) => Number(right.id === me) - Number(left.id === me) || compareText(left.name, right.name),
  )
  const gone = selected()
    .map(id => table.get(id))
    .filter(member => member !== undefined)
    .filter(member => member.deleted !== null)
  return [...here, ...gone].map(member => ({
    id: member.id,
    label: member.deleted === null ? member.name : t().people.gone(member.name),
    hint: member.id === me ? t().people.you : undefined,
    keywords: member.mail,
    glyph: () => {
      const { id, name, hue } = member
      return <Avatar person={{ id, name, hue, gone: member.deleted !== null }} decorative />
    },
  }))
}
