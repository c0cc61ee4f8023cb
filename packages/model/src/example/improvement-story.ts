import { createImprovement, linkImprovement, patchImprovement, reviewImprovement } from "../actions/improvement.ts"
import { newId } from "../base/ids.ts"
import type { ImprovementId, Measured } from "../schema/improvement.ts"
import { evaluate } from "../service/evaluation/evaluate.ts"
import { measuredIn, storeMeasure, type ReportMeasure } from "../service/evaluation/measure.ts"
import { stretchOf } from "../service/evaluation/period.ts"
import { PolicyBook } from "../service/policy-book.ts"
import { serviceTermsOf } from "../service/space-terms.ts"
import { eventsByTicket } from "../service/space-tickets.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Day, Said, Teammate } from "./story.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** Something that a service tries so that it gets better, and what its review said if it was looked at. */
export interface ImprovementStory {
  readonly title: Said
  readonly hypothesis: Said
  readonly by: Teammate
  readonly on: Day
  readonly measure: ReportMeasure
  /** The measured days before it was put down; both days count. */
  readonly from: Day
  readonly goal: number
  readonly reviewOn: Day | null
  readonly isTried: boolean
  /** The item that carries it out, by key. */
  readonly item?: string
  readonly review?: { readonly on: Day; readonly state: "kept" | "dropped"; readonly outcome: Said }
}

/** Tells what a service tries. What is measured is counted from what the story has told by then. */
export function tellImprovements(scene: Scene, cast: Cast, stories: readonly ImprovementStory[]): void {
  const { narrator, days, people, random, language } = scene
  for (const { title, hypothesis, by, on, measure, from, goal, reviewOn, isTried, item, review } of stories) {
    const id = newId<ImprovementId>(random)
    narrator.noteReading(days.at(on, 0.6), people[by], cast.space, telling => {
      telling.do(createImprovement, {
        ...{ id, title: title[language], hypothesis: hypothesis[language], goal },
        measure: storeMeasure(measure),
        baseline: measured(scene, telling.read(), measure, from, on),
        reviewOn: reviewOn === null ? null : days.date(reviewOn),
      })
      if (isTried) telling.do(patchImprovement, { id, state: "trying" })
      if (item !== undefined) telling.do(linkImprovement, { id, item: cast.items.get(item), linked: true })
    })
    if (review === undefined) continue
    narrator.noteReading(days.at(review.on, 0.7), people[by], cast.space, telling =>
      telling.do(reviewImprovement, {
        ...{ id, state: review.state, outcome: review.outcome[language], reviewOn: null },
        result: measured(scene, telling.read(), measure, on, review.on),
      }),
    )
  }
}

/** What a measure is from one working day to another, as it is known on the latter. */
function measured({ days }: Scene, told: Snapshot, measure: ReportMeasure, from: Day, to: Day): Measured {
  const period = { zone: days.zone, from: days.date(from), to: days.date(to) }
  const book = new PolicyBook(serviceTermsOf(told))
  const reading = evaluate(book, eventsByTicket(told), stretchOf(period), days.at(to, 0.6))
  for (;;) {
    const turn = reading.next()
    if (turn.done === true) return { ...period, value: measuredIn(turn.value, measure) }
  }
}
