import type { PlanExchangeWords } from "../en/plan-exchange.ts"
import { createCount } from "../plural.ts"
import type { Spoken } from "../spoken.ts"

const count = createCount("de")
const tasks = (amount: number) => count(amount, { one: "Vorgang", other: "Vorgänge" })

type Detail = Readonly<Record<string, string | number>>
const place = ({ line, column }: Detail) => `Zeile ${line}, Spalte ${column}`

const RECORDS: Readonly<Record<string, string>> = {
  Task: "Vorgang",
  Calendar: "Kalender",
  Resource: "Ressource",
  task: "Vorgang",
}
const record = ({ what }: Detail) => RECORDS[String(what)] ?? "Eintrag"

export const planExchange: Spoken<PlanExchangeWords> = {
  programs: {
    "microsoft-project": "Plan aus Microsoft Project",
    "gantt-project": "Plan aus GanttProject",
    table: "Tabelle von Vorgängen",
  },
  noPlan: "Das ist eine Liste, kein Plan",
  into: "Wohin",
  newSpace: name => `Neuer Bereich „${name}“`,
  earlierSpace: name => `${name}, aus einem früheren Import`,
  spaceInTrash: "Der Bereich, den ein früherer Import angelegt hat, liegt im Papierkorb.",
  restoreSpace: "Ihn und was die Datei hat aus dem Papierkorb holen",

  holds: "Was die Datei enthält",
  span: (start, finish) => `${start} bis ${finish}, wie hier berechnet`,
  kinds: {
    items: "Vorgänge",
    dependencies: "Verknüpfungen",
    resources: "Personen und Ressourcen",
    assignments: "Zuordnungen",
    calendars: "Kalender",
    calendarWeeks: "Datierte Wochen",
    calendarExceptions: "Ausnahmen in Kalendern",
    baselines: "Basispläne",
  },

  moved: amount =>
    count(amount, { one: "Vorgang liegt anders als in der Datei", other: "Vorgänge liegen anders als in der Datei" }),
  notMoved: "Alle Termine sind die der Datei.",
  noStart: "Die Datei hat keine Termine: der Plan beginnt heute.",
  movedHint:
    "Termine werden aus Dauern, Verknüpfungen, Kalendern und Einschränkungen berechnet; die Datei wurde anders berechnet.",
  movedRow: (name, stored, computed) => `${name}: ${stored} in der Datei, ${computed} hier`,
  keepsDates: amount =>
    `${tasks(amount)} dort halten, wo die Datei ${amount === 1 ? "ihn" : "sie"} hat: sonst hält ${amount === 1 ? "ihn" : "sie"} nichts, und ${amount === 1 ? "er rückte" : "sie rückten"} nach vorn`,
  because: {
    "project-start": "nichts hält ihn: er beginnt mit dem Plan",
    links: "dann lässt ihn beginnen, worauf er wartet",
    constraint: "seine Einschränkung sagt es so",
    calendar: "vorher arbeitet niemand",
    "leveling-delay": "der Abgleich verzögert ihn",
    "actual-start": "dann hat er wirklich begonnen",
    "actual-finish": "dann war er wirklich fertig",
    resume: "dann geht die Arbeit weiter",
    "data-date": "was nicht begonnen hat, liegt nach dem Statusdatum",
    manual: "seine Termine sind von Hand eingetragen",
    external: "er hat die Termine eines anderen Plans",
    "far-link": "dann lässt ihn beginnen, worauf er in einem anderen Bereich wartet",
    "as-late-as-possible": "er liegt so spät wie möglich",
    "as-late-as-successors-allow": "er liegt so spät, wie seine Nachfolger erlauben",
    below: "er hat die Termine dessen, was unter ihm liegt",
    duration: "so lange dauert er",
    assignments: "so lange brauchen die, die zugeordnet sind",
  },

  people: "Personen der Datei",
  peopleHint: "Platzhalter können später beitreten. Eine Ressource gehört nur zum Bereich.",
  peopleRows: (amount, members) =>
    `${count(amount, { one: "Person oder Ressource ist neu", other: "Personen und Ressourcen sind neu" })}; ${members === 0 ? "niemand ist Mitglied" : count(members, { one: "ist Mitglied", other: "sind Mitglieder" })}`,
  personIs: name => `Wer ${name} ist`,
  resource: "Nur Ressource",
  placeholder: "Platzhalter",

  notes: "Gut zu wissen",
  keptUnknown:
    "Wofür Weft kein Feld hat, wird mit dem Bereich aufbewahrt und geht beim Export des Plans in die Datei zurück.",
  tooLarge: "Die Datei ist zu groß zum Aufbewahren: wofür Weft kein Feld hat, geht beim Export des Plans nicht zurück.",
  money: {
    comes: "Kosten und Sätze kommen mit, für alle, die den Bereich verwalten. Sonst bekommt niemand eine Zahl.",
    "left-out": "Kosten und Sätze bleiben zurück: Nur wer den Bereich verwaltet, kann sie mitbringen.",
  },
  customValues: amount =>
    count(amount, {
      one: "Wert eines eigenen Felds kommt nicht mit: Weft hat kein Feld dafür.",
      other: "Werte eigener Felder kommen nicht mit: Weft hat keine Felder dafür.",
    }),
  unread: columns => `Diese Spalten gehören nicht zu einem Plan und werden ausgelassen: ${columns}.`,
  knownByName:
    "Die Tabelle hat keine UIDs. Beim nächsten Import gilt eine Zeile nach Code und Name als dieselbe, sonst nach ihrem Titel und denen darüber.",
  guessed: amount =>
    count(amount, {
      one: "Zeile gilt als das, was denselben Titel hat: ihr Code ist ein anderer",
      other: "Zeilen gelten als das, was denselben Titel hat: ihre Codes sind andere",
    }),
  warnings: amount => count(amount, { one: "Angabe passt nicht", other: "Angaben passen nicht" }),
  warningAt: (line, column) => `Zeile ${line}, Spalte ${column}: `,
  warning: {
    "unknown-calendar": (found, of) => `der Kalender ${found}${of} fehlt in der Datei; der übliche gilt`,
    "link-to-nowhere": (found, of) => `der Vorgänger ${found}${of} fehlt in der Datei`,
    "link-to-other-file": (found, of) => `der Vorgänger ${found}${of} liegt in einer anderen Datei`,
    "assignment-to-nowhere": (found, of) => `eine Zuordnung${of} nennt ${found}; das fehlt in der Datei`,
    "impossible-date": (found, of) => `„${found}“${of} ist kein Datum von 1984 bis 2149`,
    "impossible-value": (found, of) => `„${found}“${of} kann nicht sein`,
    "impossible-hours": (found, of) => `Arbeitszeiten „${found}“${of} können nicht sein`,
    "missing-start": found => `die Datei sagt nicht, wann der Plan beginnt${found}; ihr frühester Termin gilt`,
    "left-out": (found, of) => `${found}${of} wird ausgelassen`,
  },
  ofTask: name => ` bei ${name}`,

  again: "Schon einmal importiert",
  same: "Die Datei sagt, was der Plan sagt. Ihr Import ändert nichts.",
  newRows: amount => count(amount, { one: "ist neu in der Datei", other: "sind neu in der Datei" }),
  updatedRows: amount =>
    count(amount, {
      one: "wird geändert, weil die Datei sich geändert hat",
      other: "werden geändert, weil die Datei sich geändert hat",
    }),
  conflicts: amount =>
    count(amount, { one: "Feld wurde auf beiden Seiten geändert", other: "Felder wurden auf beiden Seiten geändert" }),
  conflictsHint:
    "Was hier steht, bleibt, wenn nicht der Wert der Datei gewählt wird; bei Verknüpfungen ist die spätere Änderung gewählt. Fortschritt wird nie übernommen.",
  ours: value => `Hier: ${value}`,
  theirs: value => `Datei: ${value}`,
  choiceOf: (field, name) => `${field} von ${name}`,
  allOurs: "Alle wie hier",
  allTheirs: "Alle wie in der Datei",
  keptRows: amount =>
    count(amount, {
      one: "Feld bleibt, wie es hier geändert wurde",
      other: "Felder bleiben, wie sie hier geändert wurden",
    }),
  otherNotes: amount =>
    count(amount, {
      one: "hat in der Datei andere Notizen als beim letzten Import; die Beschreibung hier bleibt",
      other: "haben in der Datei andere Notizen als beim letzten Import; die Beschreibungen hier bleiben",
    }),
  goneRows: amount => count(amount, { one: "steht nicht mehr in der Datei", other: "stehen nicht mehr in der Datei" }),
  goneHint: "Angehakte kommen in den Papierkorb. Verknüpfungen, die hier niemand geändert hat, gehen mit der Datei.",
  goneKinds: { items: "Vorgang", dependencies: "Verknüpfung", assignments: "Zuordnung" },
  trashedRows: amount =>
    count(amount, { one: "liegt im Papierkorb und bleibt dort", other: "liegen im Papierkorb und bleiben dort" }),
  restoreTrashed: "Was die Datei hat aus dem Papierkorb holen",
  andMore: amount => `und ${amount} weitere`,
  fromTo: (field, from, to) => `${field}: ${from} → ${to}`,
  fields: {
    name: "Name",
    title: "Titel",
    parent: "Ort in der Gliederung",
    wbs: "Code",
    durationTenths: "Dauer",
    durationElapsed: "Fortlaufende Zeit",
    durationUnit: "Einheit der Dauer",
    durationEstimated: "Geschätzt",
    schedulingMode: "Terminierung",
    plannedStart: "Eingetragener Anfang",
    plannedFinish: "Eingetragenes Ende",
    milestone: "Meilenstein",
    inactive: "Inaktiv",
    constraint: "Einschränkung",
    constraintAt: "Datum der Einschränkung",
    deadlineAt: "Stichtag",
    calendar: "Kalender",
    ignoresResourceCalendars: "Ohne Arbeitszeiten der Personen",
    effort: "Aufwand",
    effortDriven: "Leistungsgesteuert",
    levellingDelay: "Verzögerung des Abgleichs",
    levellingPriority: "Priorität",
    segments: "Unterbrechungen",
    lag: "Abstand",
    units: "Einheiten",
    workTenths: "Arbeit",
    overtimeTenths: "Überstunden",
    delayTenths: "Verzögerung",
    start: "Anfang des Plans",
    finish: "Ende des Plans",
    dataDate: "Statusdatum",
    maxUnits: "Höchste Einheiten",
    mail: "Mail",
    group: "Gruppe",
    initials: "Kürzel",
    notes: "Notizen",
    kind: "Art",
    rank: "Reihenfolge",
    other: "Einstellung",
  },
  values: { auto: "automatisch", manual: "von Hand", none: "nichts", yes: "ja", no: "nein", other: "ein anderer Wert" },
  work: hours => `${hours} h`,

  start: "Plan importieren",
  importing: name => `${name} wird importiert`,
  writing: "Wird geschrieben",
  progress: (done, total) => `${done} von ${total}`,
  step: name => `Import des Plans ${name}`,
  done: name => `Der Plan ${name} ist importiert`,
  doneNothing: "Die Datei hat nichts geändert",

  problems: {
    "broken-xml": detail => `Das XML bricht ab oder ist beschädigt bei ${place(detail)}: ${detail["what"]}.`,
    "not-xml": detail => `Bei ${place(detail)} beginnt kein Plan.`,
    doctype: detail => `Die Datei bringt bei ${place(detail)} einen eigenen Dokumenttyp mit, den Pläne nicht brauchen.`,
    "too-deep": detail =>
      `Bei ${place(detail)} liegen Elemente tiefer als ${detail["levels"]} Ebenen. Das tut kein Plan.`,
    "too-big": detail =>
      detail["elements"] === undefined
        ? `Die Datei ist größer als ${detail["megabytes"]} MB. Teile den Plan in kleinere.`
        : `Die Datei hat mehr als ${detail["elements"]} Elemente. Teile den Plan in kleinere.`,
    "empty-file": "Die Datei ist leer.",
    archive: "Die Datei ist ein gepacktes Archiv. Entpacke es und wähle die Datei darin; gzip braucht das nicht.",
    "damaged-archive": "Die gepackte Datei bricht ab oder ist beschädigt.",
    "binary-plan":
      "Das ist ein Plan im binären Format von Microsoft Project. Öffne ihn dort und wähle „Speichern unter“, Typ XML.",
    "web-page": "Die Datei ist eine Webseite, kein Plan.",
    "unknown-encoding": detail =>
      `Die Datei ist in „${detail["name"]}“ geschrieben, das hier unbekannt ist. Speichere sie in UTF-8.`,
    "not-text": detail => `Die Buchstaben der Datei sind um Zeile ${detail["line"]} beschädigt.`,
    "not-plan": detail =>
      `Dieses XML ist kein Plan, der hier bekannt ist; es beginnt mit <${detail["found"]}>. Bekannt ist XML aus Microsoft Project und GanttProject.`,
    "not-plan-table": "Die erste Zeile nennt weder eine Spalte „WBS“ noch eine Spalte „Name“.",
    "unclosed-quote": detail => `Das Anführungszeichen, das in Zeile ${detail["line"]} beginnt, wird nie geschlossen.`,
    "duplicate-code": detail =>
      `Zwei Vorgänge haben den Code ${detail["code"]}; der zweite steht in Zeile ${detail["line"]}. Gib ihm einen eigenen.`,
    "missing-id": detail => `Ohne UID: ${record(detail)} bei ${place(detail)}.`,
    "duplicate-id": detail =>
      `Die UID ${detail["id"]} steht zweimal (${record(detail)}), das zweite Mal bei ${place(detail)}.`,
    "missing-start":
      "Die Datei sagt nicht, wann der Plan beginnt, und kein Vorgang hat ein Datum. Gib dem Projekt ein Anfangsdatum.",
    "not-readable": "Die Datei ließ sich nicht öffnen. Vielleicht wurde sie verschoben oder gelöscht.",
  },
  saveAgain: "Speichere den Plan in seinem Programm noch einmal und wähle diese Datei.",

  exporting: {
    title: name => `Plan ${name} exportieren`,
    format: "Als",
    formats: { mspdi: "XML für Microsoft Project", csv: "Tabelle von Vorgängen (CSV)" },
    hints: {
      mspdi:
        "Microsoft Project, ProjectLibre und die meisten Planungsprogramme öffnen es. Hier wieder importiert ändert es nichts.",
      csv: "Eine Zeile je Vorgang, für Tabellen. Hier wieder importiert gilt eine Zeile nach ihrer UID als dieselbe.",
    },
    holds: (tasks, links) => `${tasks} Vorgänge, ${links} Verknüpfungen`,
    written: "Die Datei, aus der der Plan kam, wird neu geschrieben: was hier niemand versteht, bleibt darin.",
    fresh: "Mit diesem Bereich ist keine frühere Datei aufbewahrt; die Datei entsteht neu.",
    leftOut: "Was ausgelassen wird",
    nothing: "Vom Plan wird nichts ausgelassen.",
    losses: {
      calendars: "der Kalender des Plans; eine Tabelle gilt mit Montag bis Freitag, 8 bis 12 und 13 bis 17",
      "task-calendars": "Vorgänge mit eigenem Kalender",
      "resource-calendars": "Personen mit eigenen Arbeitszeiten",
      baselines: "Vorgänge mit Basisplänen",
      "custom-fields": "eigene Felder",
      splits: "unterbrochene Zuordnungen",
      delays: "Zuordnungen, die später als ihr Vorgang beginnen",
      overtime: "Zuordnungen mit Überstunden",
      "progress-of-assignments": "Zuordnungen mit geleisteter Arbeit",
      "unassigned-work": "Arbeit, der niemand zugeordnet ist",
      "resumed-work": "Termine, an denen unterbrochene Arbeit weitergeht",
      "schedule-options": "Einstellungen des Plans, die von den üblichen abweichen",
      "other-fields": "Vorgänge mit Kosten und anderen Feldern von Microsoft Project",
      texts: "Kommentare und Beschreibungen, die nicht auf diesem Gerät sind",
      "more-baselines": "Basispläne nach dem elften",
    },
    save: "Datei speichern",
    working: "Der Plan wird angesehen",
    saved: file => `${file} ist gespeichert`,
    failed: "Die Datei ließ sich nicht schreiben.",
  },
}
