import type { MemberId, TeamId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import { living, type Table } from "@weft/model/schema/snapshot"
import type { Member, Team } from "@weft/model/schema/space"
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
  /** Offers teams as well, to stand in until a person takes it. */
  readonly standIn?: StandInChoice | undefined
  /** Whom somebody should choose, and why; read as often as the list is. */
  readonly suggested?: (() => SuggestedPerson | null) | undefined
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  readonly onClose?: () => void
}

/** A person, or a team that stands in, who is offered first. */
export interface SuggestedPerson {
  readonly id: MemberId | TeamId
  readonly because: string
  /** What the suggestion stands under, and what everybody else does. */
  readonly heading: string
  readonly others: string
}

export interface StandInChoice {
  readonly teams: () => Table<Team>
  /** The team that stands in now. */
  readonly standing: () => TeamId | null
  readonly onPick: (team: TeamId | null) => void
}

/** Opens the choice of one person, or of nobody. */
export function openPersonPicker(
  options: PeoplePickerOptions & { readonly onPick: (member: MemberId | null) => void },
): () => void {
  const nobody: Option = { id: NOBODY, label: t().people.nobody, glyph: () => <Avatar person={undefined} decorative /> }
  return openPicker({
    anchor: options.anchor,
    query: options.query,
    label: options.label,
    options: () => withSuggestion([...peopleOptions(options), nobody, ...teamOptions(options)], options),
    selected: () => {
      const chosen = [...options.selected(), ...standing(options)]
      return chosen.length === 0 ? [NOBODY] : chosen
    },
    onChange: ([chosen]) => {
      if (chosen !== undefined && isTeam(chosen, options)) options.standIn?.onPick(chosen as TeamId)
      else options.onPick(chosen === undefined || chosen === NOBODY ? null : (chosen as MemberId))
    },
    ...(options.onClose && { onClose: options.onClose }),
  })
}

/** Opens the choice of several people; each one chosen or taken out is told by itself, since sets merge by member. */
export function openPeoplePicker(
  options: PeoplePickerOptions & { readonly onToggle: (member: MemberId, inside: boolean) => void },
): () => void {
  return openPicker({
    anchor: options.anchor,
    query: options.query,
    label: options.label,
    multiple: true,
    options: () => [...peopleOptions(options), ...teamOptions(options)],
    selected: () => [...options.selected(), ...standing(options)],
    onChange: chosen =>
      toggled([...options.selected(), ...standing(options)], chosen, (id, inside) => {
        if (isTeam(id, options)) options.standIn?.onPick(inside ? (id as TeamId) : null)
        else options.onToggle(id as MemberId, inside)
      }),
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

const standing = ({ standIn }: PeoplePickerOptions): readonly TeamId[] => {
  const team = standIn?.standing() ?? null
  return team === null ? [] : [team]
}

const isTeam = (id: string, { standIn }: PeoplePickerOptions): boolean => standIn?.teams().has(id) ?? false

/** Who is suggested stands first, under a heading of its own and with why. */
function withSuggestion(all: readonly Option[], { suggested }: PeoplePickerOptions): readonly Option[] {
  const first = suggested?.() ?? null
  const option = all.find(({ id }) => id === first?.id)
  if (first === null || option === undefined) return all
  const shown = { ...option, hint: first.because, group: first.heading }
  const rest = all.filter(other => other !== option)
  return [shown, ...rest.map(other => ({ ...other, group: other.group ?? first.others }))]
}

/** The living teams under a name of their own, and one that stands in though it was deleted. */
function teamOptions(options: PeoplePickerOptions): readonly Option[] {
  const table = options.standIn?.teams()
  if (table === undefined) return []
  const here = living(table).sort((left, right) => compareText(left.name, right.name))
  const gone = standing(options)
    .flatMap(id => table.get(id) ?? [])
    .filter(team => team.deleted !== null)
  return [...here, ...gone].map(({ id, name, deleted }) => ({
    id,
    label: deleted === null ? name : t().people.gone(name),
    group: t().people.teams,
    glyph: () => <Avatar person={{ id, name, gone: deleted !== null, team: true }} decorative />,
  }))
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
