import type { QualityWords } from "../en/service-quality.ts"
import { createCount } from "../plural.ts"

const count = createCount("de")

export const quality: QualityWords = {
  title: "Verfügbarkeit und Güte",
  promises: "Zusagen über einen Zeitraum",
  promisesHint:
    "Was in einem Zeitraum schiefgehen darf, ist sein Fehlerbudget. Eine Zusage wird nicht geändert, man macht eine andere.",
  none: "Über einen Zeitraum ist noch nichts zugesagt.",
  measures: {
    availability: "Verfügbar",
    "first-contact": "Beim ersten Kontakt gelöst",
    "stayed-done": "Gelöst und nicht wieder geöffnet",
  },
  periods: { month: "jeden Monat", quarter: "jedes Quartal", year: "jedes Jahr" },
  everything: "Alles",
  add: "Etwas zusagen",
  form: {
    measure: "Was",
    share: "Mindestens, in Prozent",
    period: "Über",
    service: "Von",
    hours: "Vereinbarte Zeiten",
    make: "Zusagen",
  },
  noHours: "Lege zuerst Zeiten an; danach zählt eine Zusage.",
  atLeast: share => `mindestens ${share}`,
  achieved: share => `${share} bisher`,
  achievedLast: share => `${share} im Zeitraum davor`,
  states: { running: "im Rahmen", met: "eingehalten", breached: "gebrochen", unmeasured: "nichts zu messen" },
  budget: "Fehlerbudget",
  left: (amount, of) => `${amount} von ${of} übrig`,
  overspent: (amount, of) => `${amount} über den ${of}, die es gab`,
  tickets: tickets => count(tickets, { one: "Ticket", other: "Tickets" }),
  spentOn: when => `Geht es so weiter, ist es am ${when} aufgebraucht`,
  brokenSince: when => `Aufgebraucht seit ${when}: nichts ändern, was nicht nötig ist`,
  lasts: "Geht es so weiter, reicht es bis zum Ende",
  withdraw: name => `Zurücknehmen: ${name}`,
  outages: "Ausfälle",
  outagesHint:
    "Angekündigte Wartung nimmt ihre Zeit aus dem heraus, was vereinbart war; was sich überschneidet, zählt einmal.",
  noOutages: "Kein Ausfall wurde gemeldet.",
  addOutage: "Ausfall melden",
  outage: {
    service: "Was ausfiel",
    from: "Seit",
    to: "Bis",
    time: "Uhrzeit",
    lasts: "Dauert an",
    planned: "Angekündigte Wartung",
    note: "Was geschah",
    tell: "Melden",
  },
  span: (from, to) => `${from} – ${to}`,
  since: from => `seit ${from}`,
  planned: "Wartung",
  isUp: "Läuft wieder",
  remove: note => `Ausfall zurücknehmen: ${note}`,
  fromTicket: key => `aus ${key}`,
  isDown: "Service ist ausgefallen …",
  downSince: (service, when) => `${service} ist ausgefallen seit ${when}`,
  wasDown: (service, span) => `${service} war ausgefallen ${span}`,
  step: {
    promise: name => `Zusage: ${name}`,
    outage: name => `Ausfall von ${name}`,
  },
}
