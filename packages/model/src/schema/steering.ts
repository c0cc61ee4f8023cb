import {
  computedId,
  type ApprovalId,
  type CharterId,
  type ClosingPartId,
  type GateId,
  type ItemId,
  type MemberId,
  type RiskId,
  type SpaceId,
  type TeamId,
} from "../base/ids.ts"
import { count, countWithin, family, maybe, moment, oneOf, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** The states of a project from the wish for it to its end, in order. A space that nobody chartered is active. */
export const PROJECT_STATES = ["request", "chartered", "active", "closed", "archived"] as const
export type ProjectState = (typeof PROJECT_STATES)[number]

/** A record by its kind and id. */
export interface RecordName {
  readonly kind: string
  readonly id: string
}

const isText = (raw: unknown): raw is string => typeof raw === "string"
const MOST_NAMES = 1000
/** The most letters of a sum of a field. */
const MOST_SUM = 40

function recordNames() {
  return structured<readonly RecordName[]>("record-names", raw =>
    Array.isArray(raw)
      ? (raw.slice(0, MOST_NAMES) as unknown[]).flatMap(entry => {
          const { kind, id } = (entry ?? {}) as { kind?: unknown; id?: unknown }
          return isText(kind) && isText(id) ? [{ kind, id }] : []
        })
      : null,
  )
}

/** What a project is for, who stands for it and where it is in its life. Its id is {@link charterId}. */
const charterFields = {
  state: oneOf(PROJECT_STATES, "active"),
  goal: text(),
  start: moment(),
  end: moment(),
  sponsor: ref<MemberId>(),
  lessons: text(),
  /** What was knowingly left open on closing, by check, each with a note that may be empty. */
  left: family<string>(structured("note", raw => (isText(raw) ? raw.slice(0, MOST_NAMES) : null))),
  closedBy: ref<MemberId>(),
  /** Milliseconds since 1970. */
  closedAt: count(),
  /** Names the closing whose parts say what its author saw; nothing where it never was closed. */
  closing: ref<string>(),
  /** The ticket that became this project, and the space in which it lies. */
  ticket: ref<ItemId>(),
  ticketSpace: ref<SpaceId>(),
  /** What had been edited beside the closing when it was opened again (MERGE S10), until somebody has looked at it. */
  late: recordNames(),
}
export const charters = defineRecord<CharterId, typeof charterFields>("charters", "setup", charterFields)
export type Charter = Row<CharterId, typeof charterFields>

export function charterId(space: SpaceId): CharterId {
  return computedId<CharterId>("charter", space)
}

/** A record as it was when its project was closed: a short sum of what it said. */
export type SeenRecord = readonly [kind: string, id: string, sum: string]

/** What the author of a closing saw, so that what was edited beside it can be told. Written once. */
const closingPartFields = {
  closing: ref<string>(),
  records: structured<readonly SeenRecord[]>("seen-records", raw =>
    Array.isArray(raw)
      ? (raw as unknown[]).filter((entry): entry is SeenRecord => Array.isArray(entry) && entry.every(isText))
      : null,
  ),
}
export const closingParts = defineRecord<ClosingPartId, typeof closingPartFields>(
  "closingParts",
  "space",
  closingPartFields,
)
export type ClosingPart = Row<ClosingPartId, typeof closingPartFields>

/** That an item needs approval: a milestone before what follows it may begin, a ticket before it is carried out. */
const gateFields = {
  item: ref<ItemId>(),
  /** Whether what stands here is approved, or the item as its own fields tell it, see `APPROVED_FIELDS`. */
  approves: oneOf(["criteria", "item"], "criteria"),
  /** What must be true. Approvals count for these words alone. */
  criteria: text(),
  approvers: setOf<MemberId>(),
  /** The people of a team may approve as well. */
  team: ref<TeamId>(),
  /** How many of them must approve: a number, 0 being every one, or half of them. */
  share: oneOf(["number", "half"], "number"),
  needed: count(),
  /** The last day on which somebody may say something; nothing where there is none. */
  until: moment(),
  /** When approval was asked for last, in milliseconds since 1970, and by whom; nothing where nobody has. */
  askedAt: maybe(count()),
  askedBy: ref<MemberId>(),
}
export const gates = defineRecord<GateId, typeof gateFields>("gates", "space", gateFields)
export type Gate = Row<GateId, typeof gateFields>

/** The id of the gate of an item: made twice it is one. */
export function gateId(item: ItemId): GateId {
  return computedId<GateId>("gate", item)
}

/** The id of what approves an item as its own fields tell it: asked for twice it is one. */
export function itemApprovalId(item: ItemId): GateId {
  return computedId<GateId>("item-approval", item)
}

/** What one person said of a gate. Of an item they say it once for each state of it that they saw: other states are other records. */
const approvalFields = {
  gate: ref<GateId>(),
  by: ref<MemberId>(),
  verdict: oneOf(["approved", "rejected", "withdrawn"], "withdrawn"),
  /** The criteria that it was said of. */
  criteria: text(),
  /** Sums of the fields of the item that it was said of, by field. */
  seen: family<string>(structured("sum", raw => (isText(raw) ? raw.slice(0, MOST_SUM) : null))),
  note: text(),
  /** Milliseconds since 1970. */
  at: count(),
}
export const approvals = defineRecord<ApprovalId, typeof approvalFields>("approvals", "space", approvalFields)
export type Approval = Row<ApprovalId, typeof approvalFields>

/**
 * The id of what somebody says of a gate, or of an item in a state of it that has a sum: said on two devices it is said
 * once.
 */
export function approvalId(gate: GateId, by: MemberId, sum = ""): ApprovalId {
  return sum === "" ? computedId<ApprovalId>("approval", gate, by) : computedId<ApprovalId>("approval", gate, by, sum)
}

export const RISK_RESPONSES = ["avoid", "mitigate", "transfer", "accept"] as const
export type RiskResponse = (typeof RISK_RESPONSES)[number]

/** `occurred` is a risk that has come true, or an issue that is being dealt with. */
export const RISK_STATES = ["open", "treated", "occurred", "closed"] as const
export type RiskState = (typeof RISK_STATES)[number]

/** Grades of probability and of impact, 1 the least. */
export const MOST_GRADE = 5

/** Something that may go wrong, or has: an entry of the register. What it may cost lies in the money document. */
const riskFields = {
  kind: oneOf(["risk", "issue"], "risk"),
  title: text(),
  probability: countWithin(1, MOST_GRADE, 3),
  impact: countWithin(1, MOST_GRADE, 3),
  owner: ref<MemberId>(),
  response: oneOf(RISK_RESPONSES, "mitigate"),
  /** What is done about it. */
  measures: text(),
  /** How it is noticed that it has come true. */
  trigger: text(),
  /** The grades that remain after the response; 0 where nobody has said. */
  residualProbability: countWithin(0, MOST_GRADE, 0),
  residualImpact: countWithin(0, MOST_GRADE, 0),
  /** Working tenths that are set aside for it; in a forecast, what it adds to each of its items. */
  contingencyTenths: count(),
  state: oneOf(RISK_STATES, "open"),
  /** The items that it concerns. */
  items: setOf<ItemId>(),
  /** Milliseconds since 1970. */
  createdAt: count(),
  createdBy: ref<MemberId>(),
}
export const risks = defineRecord<RiskId, typeof riskFields>("risks", "space", riskFields)
export type Risk = Row<RiskId, typeof riskFields>
