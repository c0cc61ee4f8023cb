import { classifyTickets, followMatrix, type ClassifyTickets } from "@weft/model/actions/classification"
import type { TicketCategoryId } from "@weft/model/base/ids"
import { CHANNELS, LEVELS, type Channel, type Level } from "@weft/model/schema/item"
import { CategoryTree } from "@weft/model/service/category-tree"
import { isChosenByHand, priorityFor } from "@weft/model/service/priority-matrix"
import { createMemo, Match, Show, Switch, type JSX } from "solid-js"
import { classificationWords } from "../../../text/classification.ts"
import { t } from "../../../text/index.ts"
import { Button } from "../../../ui/button.tsx"
import { Chip } from "../../../ui/chip.tsx"
import { triangleAlertIcon } from "../../../ui/icons.ts"
import type { Option } from "../../../ui/option.ts"
import { openPicker } from "../../../ui/picker.tsx"
import { useItem } from "../item-context.ts"
import { Property, PropertyButton } from "../property.tsx"
import { createIsMajor } from "./major-entry.ts"

/** The row that chooses nothing. No id has a space in it. */
const NOTHING = "not said"

/** What a ticket is about and how much it weighs, among its other properties. */
export function TicketClassification(): JSX.Element {
  return (
    <>
      <WeightNote />
      <LevelProperty field="impact" />
      <LevelProperty field="urgency" />
      <CategoryProperty />
      <ChannelProperty />
    </>
  )
}

/** How the open ticket is classified, as one step. */
function createClassify(): (
  field: "category" | "channel" | "impact" | "urgency",
  fields: ClassifyTickets["fields"],
) => void {
  const { id, act, key } = useItem()
  return (field, fields) => void act(classifyTickets, { items: [id], fields }, classificationWords().did[field](key()))
}

function CategoryProperty(): JSX.Element {
  const { row, space } = useItem()
  const classify = createClassify()
  const categories = () => space.live.table("ticketCategories")
  const tree = createMemo(() => new CategoryTree(categories()))
  const path = () => {
    const category = row.read("category")
    // What a ticket brought along from another space is not known here.
    return category === null || !categories().has(category)
      ? []
      : tree()
          .pathOf(category)
          .map(id => categories().get(id)?.name ?? "")
  }
  const options = (): readonly Option[] => [
    { id: NOTHING, label: classificationWords().noCategory },
    ...tree()
      .choicesFor(row.read("type"))
      .map(({ category }) => ({
        id: category.id,
        label: category.name,
        hint: tree()
          .pathOf(category.id)
          .slice(1)
          .toReversed()
          .map(id => categories().get(id)?.name ?? "")
          .join(" › "),
      })),
  ]
  const open = (anchor: HTMLButtonElement) =>
    openPicker({
      anchor,
      label: classificationWords().category,
      options,
      selected: () => [row.read("category") ?? NOTHING],
      onChange: ([chosen]) =>
        chosen !== undefined &&
        classify("category", { category: chosen === NOTHING ? null : (chosen as TicketCategoryId) }),
    })
  // A service without categories is not asked for one.
  return (
    <Show when={row.read("category") !== null || tree().children(null).length > 0}>
      <Property label={classificationWords().category} name="category" empty={path().length === 0}>
        <PropertyButton
          label={classificationWords().category}
          empty={path().length === 0 ? classificationWords().noCategory : undefined}
          onPress={open}
        >
          <span
            class="property-text"
            title={path().toReversed().join(" › ")}
            data-deleted={categories().get(row.read("category") ?? "")?.deleted === null ? undefined : ""}
          >
            {path()[0]}
          </span>
        </PropertyButton>
      </Property>
    </Show>
  )
}

function LevelProperty(props: { readonly field: "impact" | "urgency" }): JSX.Element {
  const { row } = useItem()
  const classify = createClassify()
  const level = () => row.read(props.field)
  const label = () => classificationWords()[props.field]
  const words = (level: Level) => classificationWords()[props.field === "impact" ? "impacts" : "urgencies"][level]
  const open = (anchor: HTMLButtonElement) =>
    openPicker({
      anchor,
      label: label(),
      options: () => [
        { id: NOTHING, label: classificationWords().notSaid },
        ...LEVELS.map(id => ({ id, label: t().filters.levels[id], hint: words(id) })),
      ],
      selected: () => [level() ?? NOTHING],
      onChange: ([chosen]) =>
        chosen !== undefined && classify(props.field, { [props.field]: chosen === NOTHING ? null : (chosen as Level) }),
    })
  return (
    <Property label={label()} name={props.field} empty={level() === null}>
      <PropertyButton
        label={label()}
        empty={level() === null ? classificationWords().notSaid : undefined}
        onPress={open}
      >
        <span class="property-text">{level() === null ? "" : t().filters.levels[level()!]}</span>
      </PropertyButton>
    </Property>
  )
}

/** Why the priority is another than impact and urgency say: the ticket is major, or somebody chose it by hand. */
function WeightNote(): JSX.Element {
  const { row, id, space, act, key } = useItem()
  const isMajor = createIsMajor()
  const profile = () => space.live.table("profiles").get(space.id)
  const weight = () => ({ impact: row.read("impact"), urgency: row.read("urgency"), priority: row.read("priority") })
  const follows = () => (isChosenByHand(profile(), weight()) ? priorityFor(profile(), weight()) : null)
  return (
    <Switch>
      <Match when={isMajor()}>
        <p class="property ticket-weight">
          <Chip tone="late" icon={triangleAlertIcon}>
            {classificationWords().major}
          </Chip>
          {classificationWords().isMajor}
        </p>
      </Match>
      <Match when={follows()}>
        {priority => (
          <p class="property ticket-weight">
            {classificationWords().byHand(t().priorities[priority()])}
            <Button
              size="small"
              kind="quiet"
              onClick={() => void act(followMatrix, { items: [id] }, classificationWords().did.priority(key()))}
            >
              {classificationWords().follow}
            </Button>
          </p>
        )}
      </Match>
    </Switch>
  )
}

function ChannelProperty(): JSX.Element {
  const { row } = useItem()
  const classify = createClassify()
  const channel = () => row.read("channel")
  const words = (channel: Channel) => classificationWords().channels[channel]
  const open = (anchor: HTMLButtonElement) =>
    openPicker({
      anchor,
      label: classificationWords().channel,
      options: () => CHANNELS.map(id => ({ id, label: words(id) })),
      selected: () => [channel()],
      onChange: ([chosen]) => chosen !== undefined && classify("channel", { channel: chosen as Channel }),
    })
  return (
    <Property label={classificationWords().channel} name="channel" empty={channel() === "none"}>
      <PropertyButton
        label={classificationWords().channel}
        empty={channel() === "none" ? words("none") : undefined}
        onPress={open}
      >
        <span class="property-text">{words(channel())}</span>
      </PropertyButton>
    </Property>
  )
}
