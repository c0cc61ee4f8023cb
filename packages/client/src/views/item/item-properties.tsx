import { assignTeam, patchItems, reparentItem, setItemMember, setStatus } from "@weft/model/actions/item"
import { isWithin } from "@weft/model/actions/item"
import { createLabel } from "@weft/model/actions/work"
import { newId, type LabelId, type MemberId } from "@weft/model/base/ids"
import { dayOf, minuteOf, zoneOf } from "@weft/model/time/moment"
import { standInOf } from "@weft/model/tasks/stand-in"
import { isNearlyDone, shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { createSignal, For, Show, type JSX } from "solid-js"
import { itemKey } from "../../data/context.ts"
import { DueDate } from "../../parts/due-date.tsx"
import { EstimateField } from "../../parts/estimate-field.tsx"
import { openItemPicker } from "../../parts/item-picker.tsx"
import { LabelChip } from "../../parts/label-chip.tsx"
import { openLabelPicker } from "../../parts/label-picker.tsx"
import {
  openPeoplePicker,
  openPersonPicker,
  type StandInChoice,
  type SuggestedPerson,
} from "../../parts/people-picker.tsx"
import { PersonChip } from "../../parts/person-chip.tsx"
import { PriorityGlyph } from "../../parts/priority-glyph.tsx"
import { openPriorityPicker } from "../../parts/priority-picker.tsx"
import { teamNamed } from "../../parts/stand-in.ts"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { openStatusPicker } from "../../parts/status-picker.tsx"
import { openTypePicker } from "../../parts/type-picker.tsx"
import { deviceZone } from "../../parts/when.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { openDatePicker } from "../../ui/date-picker.tsx"
import { clockIcon, eyeIcon } from "../../ui/icons.ts"
import { openOverlay } from "../../ui/overlays.tsx"
import { CustomProperties } from "./custom-properties.tsx"
import { DueTimePanel } from "./due-time-panel.tsx"
import { useItem } from "./item-context.ts"
import { createPeople } from "./people.ts"
import { PlacementsProperty } from "./placements-property.tsx"
import { Property, PropertyButton } from "./property.tsx"
import { SourceProperty } from "./source-property.tsx"

/** What is set on an item, in two columns; on a phone as chips, with what is not set folded away. Inside stands what only some items have. */
export function ItemProperties(props: { readonly children?: JSX.Element }): JSX.Element {
  const [showsAll, setShowsAll] = createSignal(false)
  return (
    <section class="item-properties" aria-label={itemPanel().properties} data-shows-all={showsAll() ? "" : undefined}>
      <StatusProperty />
      <DateProperty field="start" />
      <OwnerProperty />
      <DateProperty field="due" />
      <PeopleProperty field="assignees" />
      <EstimateProperty />
      <PriorityProperty />
      {props.children}
      <LabelsProperty />
      <TypeProperty />
      <ParentProperty />
      <PeopleProperty field="watchers" />
      <PlacementsProperty />
      <SourceProperty />
      <CustomProperties />
      <div class="item-properties-more">
        <Button kind="quiet" size="small" aria-expanded={showsAll()} onClick={() => setShowsAll(!showsAll())}>
          {showsAll() ? itemPanel().fewerProperties : itemPanel().moreProperties}
        </Button>
      </div>
    </section>
  )
}

function StatusProperty(): JSX.Element {
  const { row, id, act, key, setup } = useItem()
  const shown = () => shownStatus({ status: row.read("status") }, setup())
  const nearlyDone = () => {
    const status = shown()
    return status !== null && isNearlyDone(status.id, workflowOf(setup()))
  }
  const open = (anchor: HTMLButtonElement) =>
    openStatusPicker({
      anchor,
      snapshot: setup,
      item: () => ({ status: row.read("status"), type: row.read("type") }),
      onPick: status => act(setStatus, { items: [id], status }, itemPanel().did.status(key())),
    })
  return (
    <Property label={t().item.status} name="status">
      <PropertyButton
        label={t().item.status}
        empty={shown() === null ? itemPanel().noStatus : undefined}
        shortcut="s"
        onPress={open}
      >
        <StatusGlyph category={shown()?.category ?? "waiting"} nearlyDone={nearlyDone()} />
        <span class="property-text">{shown()?.name}</span>
      </PropertyButton>
    </Property>
  )
}

function OwnerProperty(): JSX.Element {
  const { row, id, act, key, me, workspace } = useItem()
  const suggested = createSuggestion()
  const people = createPeople()
  const owner = () => row.read("owner")
  const standIn = createStandIn()
  const shown = () => (owner() === null ? teamNamed(workspace.live, standIn.standing()) : people(owner()))
  const isNobody = () => owner() === null && standIn.standing() === null
  const open = (anchor: HTMLButtonElement) =>
    openPersonPicker({
      anchor,
      label: itemPanel().owner,
      suggested: suggested(),
      members: () => workspace.live.table("members"),
      me,
      selected: () => [owner() ?? []].flat(),
      onPick: picked =>
        picked === null
          ? standIn.onPick(null)
          : act(patchItems, { items: [id], fields: { owner: picked } }, itemPanel().did.owner(key())),
      standIn,
    })
  return (
    <Property label={itemPanel().owner} name="owner" empty={isNobody()}>
      <PropertyButton label={itemPanel().owner} empty={isNobody() ? itemPanel().nobody : undefined} onPress={open}>
        <PersonChip person={shown() ?? { id: owner() ?? "", name: itemPanel().unknown, gone: true }} />
      </PropertyButton>
    </Property>
  )
}

/** Whom the rules of the service give the ticket, as long as nobody has it; asked when somebody wants to choose. */
function createSuggestion(): () => (() => SuggestedPerson | null) | undefined {
  const { row, id, workspace, space, setup } = useItem()
  return () => {
    const isTicket = setup().itemTypes.get(row.read("type") ?? "")?.behaviour === "ticket"
    if (!isTicket || row.read("owner") !== null || space.live.plain.assignmentRules.size === 0) return undefined
    const [suggested, setSuggested] = createSignal<SuggestedPerson | null>(null)
    void import("../../parts/assignment/suggestion.ts").then(({ suggestionFor }) =>
      setSuggested(suggestionFor(workspace, space, id)),
    )
    return suggested
  }
}

/** The team that stands in for the owner of the item, and how another one does. */
function createStandIn(): StandInChoice {
  const { row, id, act, key, workspace } = useItem()
  return {
    teams: () => workspace.live.table("teams"),
    standing: () => standInOf({ owner: row.read("owner"), team: row.read("team") }),
    onPick: team => act(assignTeam, { items: [id], team }, itemPanel().did.owner(key())),
  }
}

function PeopleProperty(props: { readonly field: "assignees" | "watchers" }): JSX.Element {
  const { row, id, act, key, me, workspace } = useItem()
  const people = createPeople()
  const inside = () => row.read(props.field)
  const standIn = createStandIn()
  const shown = () =>
    inside().map(member => people(member) ?? { id: member, name: itemPanel().unknown, gone: true as const })
  const label = () => (props.field === "assignees" ? t().item.assignees : t().item.watchers)
  const toggle = (member: MemberId, isInside: boolean) =>
    act(
      setItemMember,
      { items: [id], field: props.field, member, inside: isInside },
      itemPanel().did[props.field](key()),
    )
  const open = (anchor: HTMLButtonElement) =>
    openPeoplePicker({
      anchor,
      label: label(),
      members: () => workspace.live.table("members"),
      me,
      selected: inside,
      onToggle: toggle,
      standIn: props.field === "assignees" ? standIn : undefined,
    })
  const isWatching = () => inside().includes(me)
  return (
    <Property label={label()} name={props.field} empty={inside().length === 0}>
      <PropertyButton
        label={label()}
        empty={
          inside().length > 0 ? undefined : props.field === "assignees" ? itemPanel().nobody : itemPanel().noWatchers
        }
        {...(props.field === "assignees" && { shortcut: "a" })}
        onPress={open}
      >
        <For each={shown()}>{person => <PersonChip person={person} />}</For>
      </PropertyButton>
      <Show when={props.field === "watchers"}>
        <IconButton
          icon={eyeIcon}
          size="small"
          label={isWatching() ? t().item.unwatch : t().item.watch}
          pressed={isWatching()}
          onClick={() => toggle(me, !isWatching())}
        />
      </Show>
    </Property>
  )
}

function PriorityProperty(): JSX.Element {
  const { row, id, act, key } = useItem()
  const priority = () => row.read("priority")
  const open = (anchor: HTMLButtonElement) =>
    openPriorityPicker({
      anchor,
      priority,
      onPick: picked => act(patchItems, { items: [id], fields: { priority: picked } }, itemPanel().did.priority(key())),
    })
  return (
    <Property label={t().item.priority} name="priority" empty={priority() === "none"}>
      <PropertyButton label={t().item.priority} shortcut="p" onPress={open}>
        <PriorityGlyph priority={priority()} decorative />
        <span class={priority() === "none" ? "property-empty" : "property-text"}>{t().priorities[priority()]}</span>
      </PropertyButton>
    </Property>
  )
}

function DateProperty(props: { readonly field: "start" | "due" }): JSX.Element {
  const { row, id, act, key, today, setup } = useItem()
  const moment = () => row.read(props.field)
  const minute = () => {
    const standing = moment()
    return standing === null ? null : minuteOf(standing)
  }
  const label = () => t().item[props.field]
  const isSettled = () => {
    const category = shownStatus({ status: row.read("status") }, setup())?.category
    return category === "done" || category === "cancelled"
  }
  const set = (value: string | null) =>
    act(patchItems, { items: [id], fields: { [props.field]: value } }, itemPanel().did[props.field](key()))
  const openDate = (anchor: HTMLButtonElement) =>
    openDatePicker({
      anchor,
      label: label(),
      value: moment() === null ? undefined : dayOf(moment() ?? ""),
      today: today(),
      // The time of day and its zone stay when the day changes.
      onPick: day => set(day === undefined ? null : day + (moment() ?? "").slice(10)),
    })
  const openTime = (anchor: Element) =>
    openOverlay({
      anchor,
      label: itemPanel().dueTime,
      content: close => (
        <DueTimePanel
          time={minute()}
          onPick={time => {
            close()
            const standing = moment()
            if (standing === null) return
            set(time === null ? dayOf(standing) : `${dayOf(standing)}T${time}[${zoneOf(standing) ?? deviceZone()}]`)
          }}
        />
      ),
    })
  const timeWords = () => {
    const [time, zone] = [minute(), zoneOf(moment() ?? "")]
    if (time === null) return ""
    return zone === null || zone === deviceZone() ? time : itemPanel().inZone(time, zone)
  }
  return (
    <Property label={label()} name={props.field} empty={moment() === null}>
      <PropertyButton
        label={label()}
        empty={moment() === null ? t().time.noDate : undefined}
        {...(props.field === "due" && { shortcut: "d" })}
        onPress={openDate}
      >
        <DueDate date={dayOf(moment() ?? today())} today={today()} settled={props.field === "start" || isSettled()} />
        <Show when={minute() !== null}>
          <span class="property-text numeric">{timeWords()}</span>
        </Show>
      </PropertyButton>
      <Show when={props.field === "due" && moment() !== null}>
        <IconButton
          icon={clockIcon}
          size="small"
          label={minute() === null ? itemPanel().addTime : itemPanel().dueTime}
          aria-haspopup="dialog"
          onClick={event => openTime(event.currentTarget)}
        />
      </Show>
    </Property>
  )
}

function EstimateProperty(): JSX.Element {
  const { row, id, act, key } = useItem()
  const minutes = () => row.read("estimateMinutes")
  return (
    <Property label={t().item.estimate} name="estimate" empty={minutes() === null}>
      <EstimateField
        minutes={minutes()}
        onSave={estimateMinutes =>
          void act(patchItems, { items: [id], fields: { estimateMinutes } }, itemPanel().did.estimate(key()))
        }
      />
    </Property>
  )
}

function LabelsProperty(): JSX.Element {
  const { row, id, act, key, space, workspace } = useItem()
  const on = () => row.read("labels")
  const toggle = (label: LabelId, inside: boolean) =>
    act(setItemMember, { items: [id], field: "labels", member: label, inside }, itemPanel().did.labels(key()))
  const create = (name: string) => {
    const label = newId<LabelId>(workspace.random)
    if (act(createLabel, { id: label, name }, itemPanel().did.label(name))) toggle(label, true)
  }
  const open = (anchor: HTMLButtonElement) =>
    openLabelPicker({
      anchor,
      labels: () => space.live.table("labels"),
      selected: on,
      onToggle: toggle,
      onCreate: create,
    })
  const labelOf = (label: LabelId) => space.live.table("labels").get(label)
  return (
    <Property label={t().item.labels} name="labels" empty={on().length === 0}>
      <PropertyButton
        label={t().item.labels}
        empty={on().length === 0 ? t().item.noLabels : undefined}
        shortcut="l"
        onPress={open}
      >
        <For each={on()}>
          {label => (
            <span class="item-label" data-deleted={labelOf(label)?.deleted === null ? undefined : ""}>
              <LabelChip name={labelOf(label)?.name ?? itemPanel().unknown} />
            </span>
          )}
        </For>
      </PropertyButton>
    </Property>
  )
}

function TypeProperty(): JSX.Element {
  const { row, id, act, key, space } = useItem()
  const type = () => space.live.table("itemTypes").get(row.read("type") ?? "")
  const open = (anchor: HTMLButtonElement) =>
    openTypePicker({
      anchor,
      types: () => space.live.table("itemTypes"),
      selected: () => row.read("type"),
      onPick: picked => act(patchItems, { items: [id], fields: { type: picked } }, itemPanel().did.type(key())),
    })
  return (
    <Property label={t().item.type} name="type" empty={type() === undefined}>
      <PropertyButton
        label={t().item.type}
        empty={type() === undefined ? itemPanel().noType : undefined}
        onPress={open}
      >
        <span class="property-text" data-deleted={type()?.deleted === null ? undefined : ""}>
          {type()?.name}
        </span>
      </PropertyButton>
    </Property>
  )
}

function ParentProperty(): JSX.Element {
  const { row, id, act, key, space, workspace } = useItem()
  const parent = () => {
    const above = row.read("parent")
    return above === null ? undefined : space.live.row("items", above)
  }
  const open = (anchor: HTMLButtonElement) => {
    const snapshot = workspace.snapshot(space.id)
    openItemPicker({
      anchor,
      label: t().item.parent,
      snapshot: () => snapshot,
      selected: () => row.read("parent"),
      offers: item => !isWithin(snapshot, item.id, id),
      none: t().item.noParent,
      onPick: picked => act(reparentItem, { item: id, parent: picked }, itemPanel().did.parent(key())),
    })
  }
  return (
    <Property label={t().item.parent} name="parent" empty={parent() === undefined}>
      <PropertyButton
        label={t().item.parent}
        empty={parent() === undefined ? t().item.noParent : undefined}
        onPress={open}
      >
        <Show when={parent()}>
          {above => (
            <>
              <span class="property-key">
                {itemKey(space, { id: above().plain.id, number: above().read("number") })}
              </span>
              <span class="property-text">{above().read("title")}</span>
            </>
          )}
        </Show>
      </PropertyButton>
    </Property>
  )
}
