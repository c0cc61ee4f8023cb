import { patchMember, removeMember } from "@weft/model/actions/space"
import type { MemberId, SpaceId } from "@weft/model/base/ids"
import type { Member } from "@weft/model/schema/space"
import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { sayRefusal, undoLast, useAct } from "../../parts/acting.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { LineInput } from "../../parts/line-input.tsx"
import { NameInput } from "../../parts/name-input.tsx"
import { openPersonPicker } from "../../parts/people-picker.tsx"
import { HUES, hueOf } from "../../parts/person-hue.ts"
import { admin } from "../../text/admin.ts"
import { t } from "../../text/index.ts"
import { Chip } from "../../ui/chip.tsx"
import { ellipsisIcon } from "../../ui/icons.ts"
import { IconMenuButton, openMenu, type MenuEntry } from "../../ui/menu.tsx"
import { showToast } from "../../ui/toast.tsx"
import { VisuallyHidden } from "../../ui/visually-hidden.tsx"
import { claimEverywhere } from "./claim.ts"

/** One person: their name, address and colour, and for a placeholder who that is. */
export function MemberRow(props: { readonly member: Member }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  const words = () => admin().people
  const name = () => props.member.name
  const isMe = () => props.member.id === workspace.me
  let row!: HTMLLIElement

  const rename = (text: string) =>
    void act(patchMember, { member: props.member.id, name: text }, words().did.name(text))
  const join = async (member: MemberId) => {
    const [placeholder, other] = [props.member, workspace.live.plain.members.get(member)]
    if (other === undefined) return
    const says = words().did.joined(placeholder.name, other.name)
    const refusal = await claimEverywhere(workspace, { placeholder: placeholder.id, member }, says)
    if (refusal !== null) return sayRefusal(refusal)
    showToast({
      text: words().joined(placeholder.name, other.name),
      action: { label: t().general.undo, run: () => void undoLast(workspace) },
    })
  }
  const chooseSomebody = () =>
    openPersonPicker({
      anchor: row,
      label: words().whoIs(name()),
      members: () => workspace.live.table("members"),
      me: workspace.me,
      selected: () => [],
      onPick: member => member !== null && void join(member),
    })
  const entries = (): readonly MenuEntry[] => [
    ...(props.member.placeholder
      ? [
          { label: words().isMe, onSelect: () => void join(workspace.me) },
          { label: words().isSomebody, onSelect: () => void chooseSomebody() },
          { kind: "separator" as const },
        ]
      : []),
    {
      label: words().remove,
      danger: true,
      disabled: isMe(),
      onSelect: () => void act(removeMember, { member: props.member.id }, words().did.removed(name())),
    },
  ]
  return (
    <li ref={row} class="page-row member-row">
      <HueButton member={props.member} />
      <NameInput class="member-name" label={words().name(name())} value={name()} onName={rename} />
      <LineInput
        class="member-mail"
        label={words().mail(name())}
        placeholder={words().noMail}
        value={props.member.mail}
        onSave={mail => {
          act(patchMember, { member: props.member.id, mail: mail.trim() }, words().did.mail(name()))
        }}
      />
      <Show when={isMe()}>
        <Chip>{words().you}</Chip>
      </Show>
      <Show when={props.member.placeholder}>
        <Chip>{words().placeholder}</Chip>
      </Show>
      <IconMenuButton icon={ellipsisIcon} label={words().options(name())} entries={entries} align="end" />
    </li>
  )
}

/** The avatar, which opens the choice of its colour. */
function HueButton(props: { readonly member: Member }): JSX.Element {
  const act = useAct(() => "" as SpaceId)
  const words = () => admin().people
  const nameOf = (hue: number) => words().colours[hue - 1] ?? ""
  const choose = (hue: number | null) =>
    void act(patchMember, { member: props.member.id, hue }, words().did.colour(props.member.name))
  const entries = (): readonly MenuEntry[] => [
    {
      label: words().automatic,
      checked: props.member.hue === null,
      exclusive: true,
      onSelect: () => choose(null),
    },
    { kind: "separator" },
    ...HUES.map(hue => ({
      label: nameOf(hue),
      glyph: () => <span class="hue-swatch" data-hue={hue} />,
      checked: props.member.hue === hue,
      exclusive: true,
      onSelect: () => choose(hue),
    })),
  ]
  const label = () => words().colour(props.member.name, nameOf(hueOf(props.member.id, props.member.hue)))
  return (
    <button
      type="button"
      class="hue-button"
      aria-haspopup="menu"
      data-tooltip={label()}
      onClick={event => openMenu({ anchor: event.currentTarget, label: label(), entries })}
    >
      <Avatar person={props.member} size={24} decorative />
      <VisuallyHidden>{label()}</VisuallyHidden>
    </button>
  )
}
