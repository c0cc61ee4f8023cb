import type { MemberId, MessageId, PolicyVersionId, ServiceCalendarId, ServicePolicyId, ItemId } from "../base/ids.ts"
import { newId } from "../base/ids.ts"
import { receiveMessage, sendReply } from "../actions/message.ts"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "../actions/service-terms.ts"
import type { Condition, EscalationStep, Target, TargetKind } from "../service/policy.ts"
import type { Holiday } from "../service/holiday.ts"
import type { Shifts, WeekPattern } from "../time/calendar-definition.ts"
import { tellQuality } from "./service-quality.ts"
import { REQUESTERS } from "./requesters.ts"
import type { Telling } from "./narrator.ts"
import type { ItemStory, Said, SpaceStory } from "./story.ts"
import { say } from "./story.ts"
import type { Cast, Scene } from "./tell-space.ts"

const HOUR = 3_600_000

/** What a service promises: how soon it answers and solves, in working hours, for tickets of some urgency. */
export interface PromiseStory {
  readonly name: Said
  /** Of whatever urgency where there are none. */
  readonly urgencies: readonly string[]
  readonly hours: Readonly<Partial<Record<TargetKind, number>>>
}

/** The hours of a service and its promises, which are asked in order. */
export interface ServiceStory {
  readonly calendar: Said
  readonly opens: number
  readonly closes: number
  readonly promises: readonly PromiseStory[]
}

/** What was said with the requester, on a day and so far into it. */
export interface TalkStory {
  /** Nobody is the requester. */
  readonly by?: "requester"
  readonly on: number
  readonly part: number
  readonly text: Said
}

/** What an agent writes first, where the story does not say it. */
const FIRST_REPLIES = [
  say("Thank you, we are looking into it.", "Danke, wir sehen uns das an."),
  say("Understood, I will take care of it.", "Verstanden, ich kümmere mich darum."),
  say(
    "Thanks for telling us. I will write as soon as I know more.",
    "Danke für den Hinweis. Ich melde mich, sobald ich mehr weiß.",
  ),
] as const

/** What an agent writes who solves what took some days. */
const DONE_REPLY = say(
  "That is done. Write back if anything is still amiss.",
  "Das ist erledigt. Melde dich, wenn noch etwas klemmt.",
)

/** Whether a ticket of which no conversation is told was solved some days after somebody took it up. */
function tookDays({ talk, begun, done, owner }: ItemStory): boolean {
  return talk === undefined && owner !== undefined && done !== undefined && done - (begun ?? done) >= 2
}

/** Sets up the hours and promises of a service, from before anything was asked of it. */
export function tellTerms(scene: Scene, story: ServiceStory, telling: Telling): void {
  const { language, random, days } = scene
  const calendar = newId<ServiceCalendarId>(random)
  const open: Shifts = [{ from: story.opens * 600, to: story.closes * 600 }]
  const pattern: WeekPattern = [[], open, open, open, open, open, []]
  const name = story.calendar[language]
  telling.do(createServiceCalendar, {
    id: calendar,
    name,
    zone: days.zone,
    hours: { pattern, holidays: closedDays(scene) },
  })
  for (const promise of story.promises) {
    const policy = newId<ServicePolicyId>(random)
    telling.do(createServicePolicy, { id: policy, name: promise.name[language], audience: "customer" })
    telling.do(publishPolicy, {
      id: newId<PolicyVersionId>(random),
      policy,
      calendar,
      from: days.at(-60, 0),
      terms: {
        conditions: conditionsOf(promise),
        targets: targetsOf(promise),
        onChange: "keep",
        appliesTo: "open-tickets",
        onReopen: "restart",
      },
    })
  }
  tellQuality(scene, calendar, telling)
}

/** Days on which nearly nobody in Europe works, in the years around the present one. */
const CLOSED_DAYS: readonly (readonly [day: string, name: Said])[] = [
  ["01-01", say("New Year's Day", "Neujahr")],
  ["05-01", say("Labour Day", "Tag der Arbeit")],
  ["12-25", say("Christmas Day", "Erster Weihnachtstag")],
  ["12-26", say("Boxing Day", "Zweiter Weihnachtstag")],
]

function closedDays({ days, language }: Scene): Holiday[] {
  const present = Number(days.date(0).slice(0, 4))
  return [present - 1, present, present + 1].flatMap(year =>
    CLOSED_DAYS.map(([day, name]) => ({
      date: `${year}-${day}`,
      name: name[language],
      kind: "public" as const,
      from: 0,
    })),
  )
}

function conditionsOf({ urgencies }: PromiseStory): readonly Condition[] {
  return urgencies.length === 0 ? [] : [{ fact: "urgency", values: urgencies, isNegated: false }]
}

/** Whoever has a ticket hears of it two hours before it is late. */
const WARNING: readonly EscalationStep[] = [
  {
    id: "warning",
    offset: { unit: "time", amount: -2 * HOUR },
    conditions: [],
    actions: [{ action: "notify", whom: "owner" }],
  },
]

function targetsOf({ hours }: PromiseStory): readonly Target[] {
  return (Object.entries(hours) as [TargetKind, number][]).map(([kind, amount]) => ({
    key: kind,
    kind,
    promise: { unit: "time", amount: amount * HOUR },
    pausesIn: kind === "resolution" ? ["paused"] : [],
    while: [],
    steps: kind === "resolution" ? WARNING : [],
  }))
}

/** Tells what was said with the requester of a ticket; somebody who took it up has answered. */
export function tellTalk(scene: Scene, cast: Cast, item: ItemId, story: ItemStory, place: SpaceStory): void {
  if (place.service === undefined) return
  const { narrator, days, people, random, language } = scene
  const owner: MemberId | undefined = story.owner === undefined ? undefined : people[story.owner]
  const answered = story.talk === undefined ? (story.begun ?? story.ready ?? story.done) : undefined
  const reply = (at: number, text: string) =>
    narrator.note(at, owner ?? people.ana, cast.space, sendReply, {
      id: newId<MessageId>(random),
      item,
      text,
      needsRelay: false,
    })
  if (answered !== undefined && owner !== undefined)
    reply(
      days.at(answered, 0.15 + random() / 10),
      FIRST_REPLIES[Math.floor(random() * FIRST_REPLIES.length)]![language],
    )
  if (tookDays(story)) reply(days.at(story.done!, 0.3), DONE_REPLY[language])
  for (const said of story.talk ?? []) {
    const at = days.at(said.on, said.part)
    const text = said.text[language]
    const sender = story.requester === undefined ? "" : REQUESTERS[story.requester].name
    if (said.by === undefined) reply(at, text)
    else
      narrator.note(at, people.david, cast.space, receiveMessage, {
        key: `${item} ${said.on} ${said.part}`,
        item,
        sender,
        text,
      })
  }
}
