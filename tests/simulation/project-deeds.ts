import {
  closeProject,
  dismissLate,
  leaveOpen,
  moveProject,
  patchCharter,
  reopenProject,
} from "@weft/model/actions/charter"
import { setItemCost, setRate, setRiskCost, trashRate } from "@weft/model/actions/cost"
import { judgeGate, makeGate, patchGate, setApprover } from "@weft/model/actions/gate"
import { createRisk, linkRisk, patchRisk, restoreRisk, trashRisk } from "@weft/model/actions/risk"
import { defineAction, type ActionContext } from "@weft/model/actions/define"
import { decideInTurn } from "@weft/model/actions/in-turn"
import type { ItemId, MemberId, RiskId } from "@weft/model/base/ids"
import { below, type Random } from "@weft/model/base/random"
import { charterOf, isClosedProject } from "@weft/model/plan/charter-of-space"
import { CLOSING_CHECKS } from "@weft/model/plan/closing"
import { living } from "@weft/model/schema/snapshot"
import { MOST_GRADE, PROJECT_STATES, RISK_STATES, type Gate } from "@weft/model/schema/steering"
import { deed, type Deed } from "./deed.ts"
import type { Drawing } from "./drawing.ts"
import { chance, pick, weighted } from "./draw.ts"

const MEMBERS = ["ana", "ben", "eve"] as readonly string[] as readonly MemberId[]

/** How often each kind of steering is drawn. */
const WEIGHTS = { gate: 26, risk: 6, money: 5, charter: 3, close: 4 } as const satisfies Record<string, number>

/** What somebody does step by step who closes a project: whatever is open is left so. */
const leaveAndClose = defineAction<object>("project.close", context =>
  decideInTurn(context, [
    ...CLOSING_CHECKS.map(
      check => (now: ActionContext) => leaveOpen.decide(now, { check, note: `As ${now.me} agreed` }),
    ),
    now => closeProject.decide(now, {}),
  ]),
)

/** Draws something that whoever steers a project might do; nothing where there is nothing to do it to. */
export function drawProjectDeed(drawing: Drawing): Deed | null {
  const { snapshot, random } = drawing
  if (isClosedProject(charterOf(snapshot)))
    return chance(0.5, random) ? deed(reopenProject, {}) : deed(moveProject, { to: pick(PROJECT_STATES, random)! })
  // The same few items for everybody, or nobody would ever meet at one gate.
  const items = living(snapshot.items)
    .map(({ id }) => id)
    .sort()
    .slice(0, 3)
  const item = pick(items, random)
  if (item === undefined) return null
  const gated = living(snapshot.gates).filter(gate => gate.item !== null)
  switch (weighted(WEIGHTS, random)) {
    case "gate":
      return gated.length === 0
        ? deed(makeGate, { item, isGate: chance(0.8, random) })
        : drawGate(drawing, gated.sort((left, right) => (left.id < right.id ? -1 : 1)).slice(0, 3))
    case "risk":
      return drawRisk(drawing, item)
    case "money":
      return drawMoney(drawing, item)
    case "charter":
      return drawCharter(random)
    case "close":
      return deed(leaveAndClose, {})
  }
}

function drawGate({ person, random }: Drawing, gates: readonly Gate[]): Deed {
  const gate = pick(gates, random)!
  const [item, member] = [gate.item!, person.me]
  switch (weighted({ make: 1, criteria: 6, all: 1, approver: 2, judge: 16 }, random)) {
    case "make":
      return deed(makeGate, { item, isGate: chance(0.5, random) })
    case "criteria":
      return deed(patchGate, { item, criteria: pick(["Dry", "Dry and white"], random)!, needed: 1 })
    case "all":
      return deed(patchGate, { item, needed: 0 })
    case "approver":
      return deed(setApprover, { item, member: pick([member, ...MEMBERS], random)!, approves: chance(0.5, random) })
    case "judge":
      // Whoever cannot judge it yet wants to.
      return gate.approvers.includes(member)
        ? deed(judgeGate, { item, verdict: pick(["approved", "approved", "rejected", "withdrawn"] as const, random)! })
        : deed(setApprover, { item, member, approves: true })
  }
}

function drawRisk({ person, snapshot, random }: Drawing, item: ItemId): Deed | null {
  const id = pick([...snapshot.risks.keys()].sort(), random) as RiskId | undefined
  if (id === undefined || chance(0.2, random))
    return deed(createRisk, { id: person.newId<RiskId>(), title: "Rain", contingencyTenths: 600 })
  switch (weighted({ grade: 3, state: 2, link: 4, trash: 1, restore: 1 }, random)) {
    case "grade":
      return deed(patchRisk, { id, [pick(["probability", "impact"] as const, random)!]: 1 + below(MOST_GRADE, random) })
    case "state":
      return deed(patchRisk, { id, state: pick(RISK_STATES, random)! })
    case "link":
      return deed(linkRisk, { id, item, linked: chance(0.6, random) })
    case "trash":
      return deed(trashRisk, { id })
    case "restore":
      return deed(restoreRisk, { id })
  }
}

function drawMoney({ snapshot, random, hasMoney = false }: Drawing, item: ItemId): Deed | null {
  if (!hasMoney) return null
  const [rate, risk] = [
    pick([...snapshot.rates.keys()].sort(), random),
    pick([...snapshot.risks.keys()].sort(), random),
  ]
  const amount = 100 * below(50, random)
  switch (weighted({ rate: 4, trash: rate === undefined ? 0 : 1, item: 4, risk: risk === undefined ? 0 : 2 }, random)) {
    case "rate":
      return deed(setRate, {
        resource: pick(MEMBERS, random)!,
        from: chance(0.5, random) ? null : "2026-12-01",
        perHour: amount,
      })
    case "trash":
      return deed(trashRate, { id: snapshot.rates.get(rate!)!.id })
    case "item":
      return deed(setItemCost, { item, [pick(["budget", "fixed", "actualFixed"] as const, random)!]: amount })
    case "risk":
      return deed(setRiskCost, { risk: risk as RiskId, contingency: chance(0.2, random) ? null : amount })
  }
}

function drawCharter(random: Random): Deed {
  if (chance(0.2, random)) return deed(dismissLate, {})
  if (chance(0.3, random)) return deed(moveProject, { to: pick(PROJECT_STATES, random)! })
  return deed(patchCharter, {
    goal: pick(["Move house", "Move by summer"], random)!,
    start: "2026-11-23",
    end: pick(["2026-12-31", "2027-03-31"], random)!,
    sponsor: pick(MEMBERS, random)!,
    lessons: pick(["", "Begin earlier"], random)!,
  })
}
