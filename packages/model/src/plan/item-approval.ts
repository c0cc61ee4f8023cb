import { computedId, type Id, type ItemId, type MemberId } from "../base/ids.ts"
import { compareText } from "../base/rank.ts"
import { requestId } from "../schema/catalogue.ts"
import { familyField } from "../schema/change.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { approvalId, itemApprovalId, type Approval, type Gate } from "../schema/steering.ts"
import { tallyOf, type Tally } from "./tally.ts"

/** What of an item is approved: editing one of these voids what was said before. */
export const APPROVED_FIELDS = [
  "title",
  "type",
  "offering",
  "start",
  "due",
  "estimateMinutes",
  "changeRisk",
  "changePlan",
  "backOutPlan",
] as const satisfies readonly (keyof Item)[]

/**
 * A field that a vote was given for; the description lies in a document of its own and is known only to who has it open.
 * Of what was asked for with a form the answers are approved as well, and amounts of money, which are custom fields.
 */
export type ApprovedField = (typeof APPROVED_FIELDS)[number] | "description" | "answers" | `custom-${string}`

/** Sums of the fields that are approved, by field: from the same values the same sums, and from no others. */
export type SeenFields = Readonly<Record<string, string>>

/** What somebody sees of an item who says something of it. */
export function seenFieldsOf(
  { requests, customFields }: Pick<Snapshot, "requests" | "customFields">,
  item: Item,
  description: string | null,
): SeenFields {
  const values: Record<string, unknown> = Object.fromEntries(APPROVED_FIELDS.map(field => [field, item[field]]))
  for (const { id, type } of living(customFields))
    if (type === "money") values[familyField("custom", id)] = item.custom[id]
  if (description !== null) values["description"] = description.trim()
  const request = requests.get(requestId(item.id))
  if (request?.deleted === null)
    values["answers"] = Object.entries(request.answers).sort(([one], [other]) => compareText(one, other))
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, sumOf(field, value)]))
}

function sumOf(field: string, value: unknown): string {
  return computedId<Id<"sum">>("approved", field, JSON.stringify(value ?? null))
}

/** One sum of all that was seen. */
export function sumOfSeen(seen: SeenFields): string {
  const fields = Object.keys(seen).sort()
  return computedId<Id<"sum">>("seen", ...fields.flatMap(field => [field, seen[field]!]))
}

/** What was said of an item as it was before, and the fields that are others now. */
export interface VoidVote {
  readonly vote: Approval
  readonly changed: readonly ApprovedField[]
}

/** Whether an item may be carried out, as far as those say whose approval was asked for. */
export interface ItemApproval extends Tally {
  readonly gate: Gate
  readonly item: Item
  /** Who may say something: those named, and the people of the team. */
  readonly people: readonly MemberId[]
  /** What counts, the latest of each person. */
  readonly votes: readonly Approval[]
  /** What does not count any more: the last word of each of those who have said nothing of the item as it is. */
  readonly void: readonly VoidVote[]
  readonly state: "waiting" | "approved" | "rejected" | "expired"
}

/** What an approval is told by besides the rows. */
export interface ApprovalView {
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** The text of the item's description; nothing where it is not at hand, and then no vote is held against it. */
  readonly description: string | null
}

/** The approval that was asked for an item; nothing where none was. The same rows give the same answer everywhere. */
export function itemApprovalOf(snapshot: Snapshot, id: ItemId, view: ApprovalView): ItemApproval | null {
  const gate = snapshot.gates.get(itemApprovalId(id))
  const item = snapshot.items.get(id)
  if (gate === undefined || gate.deleted !== null || item === undefined || item.deleted !== null) return null
  const people = approversOf(snapshot, gate)
  const now = seenFieldsOf(snapshot, item, view.description)
  const said = living(snapshot.approvals)
    .filter(one => one.gate === gate.id && one.by !== null && people.includes(one.by) && isOwn(one))
    .sort((one, other) => other.at - one.at || compareText(one.id, other.id))
  const counts = (vote: Approval) => changedSince(vote, now).length === 0
  const votes = latestOfEach(said.filter(counts))
  const spoke = new Set(votes.filter(({ verdict }) => verdict !== "withdrawn").map(({ by }) => by))
  const tally = tallyOf(gate, people, votes)
  return {
    ...tally,
    gate,
    item,
    people,
    votes,
    void: latestOfEach(said.filter(({ by }) => !spoke.has(by)))
      .filter(vote => vote.verdict !== "withdrawn" && !counts(vote))
      .map(vote => ({ vote, changed: changedSince(vote, now) })),
    state: stateOf(gate, people, tally, view.today),
  }
}

/** The first of each person, of votes that stand the latest first. */
function latestOfEach(votes: readonly Approval[]): readonly Approval[] {
  return [...Map.groupBy(votes, ({ by }) => by).values()].map(([latest]) => latest!)
}

/** The people who may say something of a gate. */
export function approversOf({ teams }: Pick<Snapshot, "teams">, gate: Gate): readonly MemberId[] {
  const team = teams.get(gate.team ?? "")
  return [...new Set([...gate.approvers, ...(team?.deleted === null ? team.members : [])])].sort()
}

/** A record counts that has the id of its person and of what they saw: whatever a document holds, nobody votes twice. */
function isOwn({ id, gate, by, seen }: Approval): boolean {
  return gate !== null && by !== null && id === approvalId(gate, by, sumOfSeen(seen))
}

/**
 * The fields that are others than somebody saw; what was not there then was empty. The description is compared where both
 * knew it.
 */
function changedSince({ seen }: Approval, now: SeenFields): readonly ApprovedField[] {
  return Object.keys(now)
    .filter(field => now[field] !== (seen[field] ?? (field === "description" ? now[field] : sumOf(field, null))))
    .sort() as ApprovedField[]
}

function stateOf({ until }: Gate, people: readonly MemberId[], tally: Tally, today: string): ItemApproval["state"] {
  if (tally.isApproved) return "approved"
  if (people.length - tally.rejected.length < tally.needed) return "rejected"
  return until !== null && until.slice(0, 10) < today ? "expired" : "waiting"
}

/** The living items of a space on which a person is asked and has said nothing yet, in the order of their ids. */
export function approvalsAskedOf(snapshot: Snapshot, person: MemberId, today: string): readonly ItemApproval[] {
  return living(snapshot.gates)
    .filter(({ approves }) => approves === "item")
    .flatMap(({ item }) => (item === null ? [] : (itemApprovalOf(snapshot, item, { today, description: null }) ?? [])))
    .filter(({ state, people, approved, rejected }) => {
      const hasSpoken = approved.includes(person) || rejected.includes(person)
      return state === "waiting" && people.includes(person) && !hasSpoken
    })
    .sort((one, other) => compareText(one.item.id, other.item.id))
}
