import { askItemApproval, judgeItem } from "../actions/approval.ts"
import { createChangeFreeze } from "../actions/change-freeze.ts"
import { patchItems } from "../actions/item.ts"
import { groupUnderIncident } from "../actions/parent-incident.ts"
import { newId, type ChangeFreezeId } from "../base/ids.ts"
import type { Level } from "../schema/item.ts"
import type { Day, Said, Teammate } from "./story.ts"
import { say, type ItemStory } from "./story.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** How the tickets of a service stand together: incidents with their reports, problems, changes and who approves them. */
export interface StructureStory {
  /** An incident with the reports of it, by key. */
  readonly reports: readonly (readonly [incident: string, ...reports: string[]])[]
  /** How one gets by until the cause of a problem is removed. */
  readonly workarounds: Readonly<Record<string, Said>>
  readonly changes: Readonly<Record<string, ChangeStory>>
  readonly freezes: readonly { readonly name: Said; readonly from: Day; readonly until: Day }[]
}

interface ChangeStory {
  readonly risk: Level
  readonly plan: Said
  readonly backOut: Said
  readonly asked: readonly Teammate[]
  readonly needed: number
  readonly approvedBy: readonly { readonly by: Teammate; readonly note: Said }[]
}

/** A problem behind the incidents of the week, and the change that will remove it. */
export const STRUCTURE_TICKETS: readonly ItemStory[] = [
  {
    key: "old-router",
    title: say("Router gives up under load", "Router gibt unter Last auf"),
    type: "problem",
    owner: "ben",
    made: -3,
    begun: -3,
    priority: "high",
    labels: ["network"],
    about: say(
      "More than forty connections at once and it drops the oldest. The maker knows of it and has no remedy.",
      "Bei mehr als vierzig Verbindungen zugleich wirft er die ältesten hinaus. Der Hersteller weiß es und hat keine Abhilfe.",
    ),
  },
  {
    key: "new-router",
    title: say("Replace the router for remote access", "Router für den Fernzugang ersetzen"),
    type: "change",
    owner: "ben",
    made: -2,
    ready: -2,
    start: 4,
    due: 5,
    hours: 4,
    labels: ["network"],
  },
]

export const HELP_DESK_STRUCTURES: StructureStory = {
  reports: [["vpn-slow", "vpn-second"]],
  workarounds: {
    "old-router": say(
      "Close the connection over lunch and open it again: it then lies behind those that are dropped.",
      "Die Verbindung über Mittag trennen und neu aufbauen: Dann steht sie hinter denen, die hinausfliegen.",
    ),
  },
  changes: {
    "new-router": {
      risk: "medium",
      plan: say(
        "In the evening: take over the settings, swap the device, test with three people from home.",
        "Am Abend: Einstellungen übernehmen, Gerät tauschen, mit drei Leuten von zu Hause prüfen.",
      ),
      backOut: say(
        "The old device stays wired beside it; plugging over takes five minutes.",
        "Das alte Gerät bleibt verkabelt daneben; umstecken dauert fünf Minuten.",
      ),
      asked: ["ana", "clara", "david"],
      needed: 2,
      approvedBy: [{ by: "clara", note: say("Not on the day of the payroll.", "Nicht am Tag der Lohnabrechnung.") }],
    },
  },
  freezes: [{ name: say("Close of the quarter", "Quartalsabschluss"), from: 5, until: 8 }],
}

/** Tells how tickets stand together, once all of them are there. */
export function tellStructures(
  { language, days, people, random, narrator }: Scene,
  cast: Cast,
  story: StructureStory,
): void {
  const at = days.at(-1, 0.5)
  const { space, items } = cast
  for (const { name, from, until } of story.freezes)
    narrator.note(at, people.ana, space, createChangeFreeze, {
      id: newId<ChangeFreezeId>(random),
      name: name[language],
      start: days.date(from),
      end: days.date(until),
    })
  for (const [incident, ...reports] of story.reports)
    narrator.note(at, people.elif, space, groupUnderIncident, {
      tickets: reports.map(report => items.get(report)),
      incident: items.get(incident),
    })
  for (const [problem, workaround] of Object.entries(story.workarounds))
    narrator.note(at, people.ben, space, patchItems, {
      items: [items.get(problem)],
      fields: { knownError: true, workaround: workaround[language] },
    })
  for (const [key, change] of Object.entries(story.changes)) {
    const item = items.get(key)
    narrator.note(at, people.ben, space, patchItems, {
      items: [item],
      fields: {
        changeRisk: change.risk,
        changePlan: change.plan[language],
        backOutPlan: change.backOut[language],
      },
    })
    narrator.note(at, people.ben, space, askItemApproval, {
      item,
      people: change.asked.map(teammate => people[teammate]),
      ...{ team: null, share: "number", needed: change.needed, until: null },
    })
    for (const { by, note } of change.approvedBy)
      narrator.note(days.at(-1, 0.8), people[by], space, judgeItem, {
        item,
        verdict: "approved",
        note: note[language],
        description: null,
        today: days.date(-1),
      })
  }
}
