import { createAssignmentRule } from "../actions/assignment-rules.ts"
import { createRota, overrideTurn, planTurns } from "../actions/rota.ts"
import { createSkill, setSkilled } from "../actions/skill.ts"
import { newId, type AssignmentRuleId, type RotaId, type SkillId } from "../base/ids.ts"
import type { AssignmentMode } from "../schema/assignment-rules.ts"
import type { Telling } from "./narrator.ts"
import type { Day, Said, Teammate } from "./story.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** A rule by which tickets find somebody; what it names is named by the keys of the story. */
export interface RuleStory {
  readonly name: Said
  /** Only tickets of one of these categories, or of whatever where there are none. */
  readonly categories?: readonly string[]
  readonly urgencies?: readonly string[]
  readonly mode: AssignmentMode
  readonly people?: readonly Teammate[]
  readonly skills?: readonly string[]
  readonly withinHours?: boolean
}

/** Who gets the tickets of a service, who can do what, and who is on call. */
export interface AssignmentStory {
  readonly skills: Readonly<Record<string, { readonly name: Said; readonly of: readonly Teammate[] }>>
  readonly onCall: {
    readonly name: Said
    readonly handoverHour: number
    readonly people: readonly Teammate[]
    readonly from: Day
    readonly days: number
    readonly turns: number
    readonly standsIn: { readonly who: Teammate; readonly on: Day }
  }
  /** In the order in which they are asked. */
  readonly rules: readonly RuleStory[]
}

const HOUR = 3_600_000

/** Sets up who can do what, who is on call and who gets the tickets, as a story tells it. */
export function tellAssignment(scene: Scene, story: AssignmentStory, cast: Cast, telling: Telling): void {
  const { language, random, people } = scene
  const skills = new Map<string, SkillId>()
  for (const [key, { name, of }] of Object.entries(story.skills)) {
    const skill = newId<SkillId>(random)
    skills.set(key, skill)
    telling.do(createSkill, { id: skill, name: name[language] })
    for (const who of of) telling.do(setSkilled, { skill, member: people[who], isSkilled: true })
  }
  const rota = tellOnCall(scene, story.onCall, telling)
  for (const rule of story.rules)
    telling.do(createAssignmentRule, {
      id: newId<AssignmentRuleId>(random),
      name: rule.name[language],
      mode: rule.mode,
      conditions: [
        condition(
          "category",
          rule.categories?.map(key => cast.categories.get(key)),
        ),
        condition("urgency", rule.urgencies),
      ].flat(),
      members: rule.people?.map(who => people[who]) ?? [],
      skills: rule.skills?.map(key => skills.get(key)!) ?? [],
      rota: rule.mode === "on-call" ? rota : null,
      withinHours: rule.withinHours ?? false,
    })
}

function tellOnCall(
  { language, random, people, days }: Scene,
  { name, handoverHour, standsIn, ...turns }: AssignmentStory["onCall"],
  telling: Telling,
): RotaId {
  const rota = newId<RotaId>(random)
  telling.do(createRota, { id: rota, name: name[language], zone: days.zone, handoverMinute: handoverHour * 60 })
  telling.do(planTurns, {
    rota,
    people: turns.people.map(who => people[who]),
    firstDay: days.date(turns.from),
    days: turns.days,
    turns: turns.turns,
  })
  const from = days.start(standsIn.on) + handoverHour * HOUR
  telling.do(overrideTurn, { rota, member: people[standsIn.who], from, to: from + 24 * HOUR })
  return rota
}

function condition(fact: string, values: readonly string[] | undefined) {
  return values === undefined ? [] : [{ fact, values, isNegated: false }]
}
