import type { SessionWords } from "../en/session.ts"
import { createCount } from "../plural.ts"
import type { Spoken } from "../spoken.ts"

const count = createCount("de")

export const session: Spoken<SessionWords> = {
  title: "Planungsrunde",
  region: name => `Planungsrunde ${name}`,
  start: "Planungsrunde beginnen",
  name: "Was geplant wird",
  unit: "Geschätzt wird in",
  units: { time: "Zeit", points: "Punkten" },
  begin: "Beginnen",
  leads: who => `${who} führt`,
  youLead: "Du führst",
  join: "Mitmachen",
  follow: who => `${who} folgen`,
  lead: "Führung übernehmen",
  end: "Runde beenden",
  more: "Mehr zur Runde",
  fold: "Runde einklappen",
  unfold: "Runde zeigen",
  wentOn: (name, who) => `${who} plant „${name}“ mit allen, die mitmachen.`,

  timer: "Uhr",
  timerLeft: left => `noch ${left}`,
  timeUp: "Die Zeit ist um",
  minutes: minutes => count(minutes, { one: "Minute", other: "Minuten" }),
  stopTimer: "Uhr anhalten",

  voteOn: "Über einen Eintrag abstimmen",
  voteOnOpen: title => `Über ${title} abstimmen`,
  chooseItem: "Eintrag für die Abstimmung",
  nothing: "Noch wird über nichts abgestimmt.",
  waitForLead: who => `${who} wählt, worüber abgestimmt wird.`,
  ballot: title => `Wie viel braucht ${title}?`,
  round: round => `Runde ${round}`,
  cards: "Deine Stimme",
  unsure: "?",
  unsureName: "Kann ich nicht sagen",
  voted: (done, all) => `${done} von ${all} haben abgestimmt`,
  hasVoted: who => `${who} hat abgestimmt`,
  hasNotVoted: who => `${who} hat noch nicht abgestimmt`,
  reveal: "Stimmen zeigen",
  revealed: "Stimmen",
  vote: (who, value) => `${who}: ${value}`,
  apart: (least, most) => `Von ${least} bis ${most}`,
  alike: "Alle sagen dasselbe",
  noVotes: "Niemand hat abgestimmt",
  again: "Noch einmal abstimmen",
  agree: "Geeinigt auf",
  agreed: (title, value) => `${title} braucht ${value}`,

  decisions: "Entscheidungen",
  noDecisions: "Noch ist nichts entschieden.",
  decide: "Aufschreiben, was entschieden ist",
  editDecision: text => `Ändern: ${text}`,
  dropDecision: text => `Entfernen: ${text}`,
  estimate: (title, value) => `${title}: ${value}`,
  about: title => `Zu ${title}`,

  steps: {
    start: name => `Planungsrunde ${name}`,
    agree: title => `Schätzung von ${title}`,
    decide: "Entscheidung",
    end: "Ende der Planungsrunde",
  },
}
