import type { ReportMeasure } from "../service/evaluation/measure.ts"
import type { ImprovementStory } from "./improvement-story.ts"
import { say } from "./story.ts"

const HOUR = 3_600_000

const WHOLE = { target: "first-response", percentile: "p85", split: null, value: "" } as const
const FIRST_REPLIES: ReportMeasure = { ...WHOLE, measure: "kept" }
const SOLVING: ReportMeasure = { ...WHOLE, measure: "resolution" }
const FIRST_CONTACT: ReportMeasure = { ...WHOLE, measure: "first-contact" }

/** What the help desk tries: one that is to be looked at, an idea, and one that was decided. */
export const HELP_DESK_IMPROVEMENTS: readonly ImprovementStory[] = [
  {
    title: say("Whoever comes first reads the new tickets", "Wer zuerst da ist, liest die neuen Tickets"),
    hypothesis: say(
      "Most late first replies are to what came in the evening. Read before nine, they are answered in time.",
      "Die meisten späten ersten Antworten gelten dem, was abends kam. Vor neun gelesen, kommt die Antwort rechtzeitig.",
    ),
    ...{ by: "ana", on: -12, from: -28, measure: FIRST_REPLIES, goal: 0.9, reviewOn: -1, isTried: true },
  },
  {
    title: say("Ask for the screen at once", "Gleich nach dem Bildschirm fragen"),
    hypothesis: say(
      "A picture of the screen with the first message saves a day of asking back.",
      "Ein Bild vom Bildschirm mit der ersten Nachricht erspart einen Tag Rückfragen.",
    ),
    ...{ by: "david", on: -5, from: -28, measure: SOLVING, goal: 24 * HOUR, reviewOn: 15, isTried: false },
  },
  {
    title: say("A card for passwords", "Eine Karte für Passwörter"),
    hypothesis: say(
      "With the steps on a card at every desk, one reply is enough.",
      "Mit den Schritten auf einer Karte an jedem Platz genügt eine Antwort.",
    ),
    ...{ by: "elif", on: -20, from: -28, measure: FIRST_CONTACT, goal: 0.8, reviewOn: null, isTried: true },
    review: {
      on: -6,
      state: "kept",
      outcome: say("The cards stay. Nobody asked twice.", "Die Karten bleiben. Niemand hat zweimal gefragt."),
    },
  },
]
