import {
  allowCategoryFor,
  createTicketCategory,
  moveTicketCategory,
  renameTicketCategory,
  trashTicketCategory,
} from "@weft/model/actions/ticket-category"
import { newId, type TicketCategoryId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import type { TicketCategory } from "@weft/model/schema/classification"
import { living } from "@weft/model/schema/snapshot"
import type { CategoryTree } from "@weft/model/service/category-tree"
import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import { openSmallForm } from "../../../parts/small-form.tsx"
import { classificationWords } from "../../../text/classification.ts"
import { t } from "../../../text/index.ts"
import { Chip } from "../../../ui/chip.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { cornerDownRightIcon, ellipsisIcon, tagIcon } from "../../../ui/icons.ts"
import { IconMenuButton, type MenuEntry } from "../../../ui/menu.tsx"
import { openPicker } from "../../../ui/picker.tsx"

/** The row that chooses the top. No category's id has a space in it. */
const TOP = "at the top"

export interface CategoryRowProps {
  readonly space: SpaceData
  readonly category: TicketCategory
  readonly tree: CategoryTree
  /** How deep it lies, from 0. */
  readonly depth: number
}

/** One category: its name, where it lies, and for which types it is. */
export function CategoryRow(props: CategoryRowProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => classificationWords()
  const id = () => props.category.id
  const name = () => props.category.name
  const says = () => words().did.categories(name())
  let row!: HTMLLIElement

  const types = () =>
    living(props.space.live.table("itemTypes"))
      .filter(({ behaviour }) => behaviour === "ticket")
      .sort(compareRanked)
  const allowed = () => types().filter(type => props.category.types.includes(type.id))
  const parent = () => props.tree.parentOf(id())
  const siblings = () => props.tree.children(parent())
  const place = () => siblings().findIndex(sibling => sibling.id === id())

  const addUnder = () =>
    openSmallForm({
      anchor: row,
      label: words().addUnder(name()),
      value: "",
      done: t().general.add,
      onDone: text => {
        const child = newId<TicketCategoryId>(workspace.random)
        return act(createTicketCategory, { id: child, name: text, parent: id() }, words().did.categories(text))
      },
    })
  const move = (to: TicketCategoryId | null, before: TicketCategoryId | null) =>
    void act(moveTicketCategory, { id: id(), parent: to, before }, says())
  const chooseParent = () =>
    openPicker({
      anchor: row,
      label: words().whereTo(name()),
      options: () => [
        { id: TOP, label: words().top },
        ...props.tree
          .outline()
          .filter(({ category }) => !props.tree.isWithin(category.id, id()))
          .map(({ category }) => ({ id: category.id as string, label: category.name })),
      ],
      selected: () => [parent() ?? TOP],
      onChange: ([chosen]) => chosen !== undefined && move(chosen === TOP ? null : (chosen as TicketCategoryId), null),
    })
  const chooseTypes = () =>
    openPicker({
      anchor: row,
      label: words().types,
      multiple: true,
      options: () => types().map(type => ({ id: type.id as string, label: type.name })),
      selected: () => allowed().map(type => type.id),
      onChange: chosen => {
        for (const { id: type } of types()) {
          const isAllowed = chosen.includes(type)
          if (isAllowed !== props.category.types.includes(type))
            act(allowCategoryFor, { id: id(), type, allowed: isAllowed }, says())
        }
      },
    })
  const entries = (): readonly MenuEntry[] => [
    { label: words().under, onSelect: addUnder },
    {
      label: words().moveUp,
      disabled: place() <= 0,
      onSelect: () => move(parent(), siblings()[place() - 1]?.id ?? null),
    },
    {
      label: words().moveDown,
      disabled: place() < 0 || place() === siblings().length - 1,
      onSelect: () => move(parent(), siblings()[place() + 2]?.id ?? null),
    },
    { label: words().moveUnder, onSelect: chooseParent },
    { label: words().types, onSelect: chooseTypes },
    { kind: "separator" },
    { label: words().delete, danger: true, onSelect: () => void act(trashTicketCategory, { id: id() }, says()) },
  ]
  return (
    <li ref={row} class="page-row category-row" style={{ "--depth": props.depth }}>
      <Icon icon={props.depth === 0 ? tagIcon : cornerDownRightIcon} />
      <NameInput
        class="category-name"
        label={words().nameOf(name())}
        value={name()}
        onName={text => void act(renameTicketCategory, { id: id(), name: text }, words().did.categories(text))}
      />
      <Show when={allowed().length > 0}>
        <Chip>
          {words().onlyFor(
            allowed()
              .map(type => type.name)
              .join(", "),
          )}
        </Chip>
      </Show>
      <IconMenuButton icon={ellipsisIcon} label={words().optionsOf(name())} entries={entries} align="end" />
    </li>
  )
}
