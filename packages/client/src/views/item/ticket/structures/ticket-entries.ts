import { splitTicket } from "@weft/model/actions/merge-tickets"
import { groupUnderIncident } from "@weft/model/actions/parent-incident"
import type { ItemId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { parentIncidentOf } from "@weft/model/service/parent-incidents"
import { ticketKindOf } from "@weft/model/service/ticket-kind"
import { openItemPicker } from "../../../../parts/item-picker.tsx"
import { serviceWords } from "../../../../text/service.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import {
  circleCheckIcon,
  cornerDownRightIcon,
  folderInputIcon,
  gitMergeIcon,
  layersIcon,
  plusIcon,
} from "../../../../ui/icons.ts"
import type { MenuEntry } from "../../../../ui/menu.tsx"
import { useItem } from "../../item-context.ts"
import { createMajorEntry } from "../major-entry.ts"
import { openStructureDialog } from "./open-dialog.ts"

/** What can be done with the open ticket beside others, from its menu or by name. Each is given what it opens beside. */
export interface TicketSteps {
  readonly merge: (anchor: HTMLElement) => void
  readonly split: () => void
  /** Makes it a report of an incident. */
  readonly putUnder: (anchor: HTMLElement) => void
  /** Makes another ticket a report of it. */
  readonly addReport: (anchor: HTMLElement) => void
  readonly askApproval: () => void
  readonly makeProject: () => void
  readonly makeTask: () => void
}

/** The steps of the ticket whose panel this is called in. */
export function createTicketSteps(): TicketSteps {
  const { id, key, act, workspace, space } = useItem()
  const snapshot = () => workspace.snapshot(space.id)
  const choose = (
    anchor: HTMLElement,
    label: string,
    offers: (item: Item) => boolean,
    pick: (item: ItemId) => void,
  ) => {
    const { itemTypes, items } = snapshot()
    openItemPicker({
      anchor,
      label,
      snapshot,
      selected: () => null,
      offers: item =>
        item.id !== id &&
        itemTypes.get(item.type ?? "")?.behaviour === "ticket" &&
        survivorOf(items, item.id) === item.id &&
        offers(item),
      onPick: picked => picked !== null && pick(picked),
    })
  }
  const isIncident = (type: Item["type"]) => ticketKindOf(snapshot(), { type }) === "incident"
  const group = (tickets: readonly ItemId[], incident: ItemId) =>
    void act(groupUnderIncident, { tickets, incident }, structureWords().step.group(key()))
  return {
    merge: anchor =>
      choose(
        anchor,
        serviceWords().merge,
        () => true,
        into => openStructureDialog(id, { ask: "merge", into }),
      ),
    split: () => void act(splitTicket, { item: id }, serviceWords().step.split(key())),
    putUnder: anchor =>
      choose(
        anchor,
        structureWords().incident.put,
        item => isIncident(item.type) && parentIncidentOf(snapshot().items, item.id) === null,
        incident => group([id], incident),
      ),
    addReport: anchor =>
      choose(
        anchor,
        structureWords().incident.add,
        item => parentIncidentOf(snapshot().items, item.id) !== id,
        report => group([report], id),
      ),
    askApproval: () => openStructureDialog(id, { ask: "approval" }),
    makeProject: () => openStructureDialog(id, { ask: "project" }),
    makeTask: () => openStructureDialog(id, { ask: "task" }),
  }
}

/** The steps as the menu of the ticket offers them. */
export function createTicketEntries(): (anchor: () => HTMLElement) => readonly MenuEntry[] {
  const { row, mayWrite, workspace, setup } = useItem()
  const steps = createTicketSteps()
  const major = createMajorEntry()
  return anchor => {
    const beside = () => anchor().querySelector<HTMLElement>("[aria-haspopup=menu]") ?? anchor()
    const isMerged = row.read("mergedInto") !== null
    const { incident, approval, promote } = structureWords()
    const disabled = !mayWrite()
    return [
      { kind: "separator" },
      { label: incident.put, icon: cornerDownRightIcon, disabled, onSelect: () => steps.putUnder(beside()) },
      ...(ticketKindOf(setup(), { type: row.read("type") }) === "incident"
        ? [{ label: incident.add, icon: plusIcon, disabled, onSelect: () => steps.addReport(beside()) }]
        : []),
      isMerged
        ? { label: serviceWords().split, icon: gitMergeIcon, disabled, onSelect: steps.split }
        : { label: serviceWords().merge, icon: gitMergeIcon, disabled, onSelect: () => steps.merge(beside()) },
      { label: approval.ask, icon: circleCheckIcon, disabled, onSelect: steps.askApproval },
      {
        label: promote.project,
        icon: layersIcon,
        disabled: disabled || !workspace.mayWrite("directory") || row.read("becameProject") !== null,
        onSelect: steps.makeProject,
      },
      { label: promote.task, icon: folderInputIcon, disabled, onSelect: steps.makeTask },
      major(),
      { kind: "separator" },
    ]
  }
}
