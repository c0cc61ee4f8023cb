import type { DisplacementWords } from "../en/displacement.ts"

export const displacement: DisplacementWords = {
  title: key => `Was würde ${key} verdrängen?`,
  needs: "Braucht",
  needsPlaceholder: "1 Std 30 Min",
  noDuration: "Schreib, wie lange es dauert, etwa 2 Std",
  isAtOnce: "Vor allem anderen, ab sofort",
  reckoning: "Sieht nach, was sonst zu tun ist …",
  you: "Wenn du es nimmst",
  they: name => `Wenn ${name} es hat`,
  doneBy: when => `Fertig ${when}`,
  doneNever: "In einem Jahr nicht fertig",
  nothing: "Sonst wird nichts zu spät",
  own: "Zusagen des Tickets selbst, die nicht eingehalten würden",
  late: "Zusagen, die nicht mehr eingehalten würden",
  comes: (due, comes) => `fällig ${due}, kommt ${comes}`,
  comesNever: due => `fällig ${due}, kommt in einem Jahr nicht`,
  projects: "Termine, die sich verschieben würden",
  projectFinish: project => `${project}: Ende`,
  moves: (before, after) => `${before} → ${after}`,
  more: count => `und ${count} weitere`,
  laterStill: count =>
    count === 1
      ? "Eine Zusage ist ohnehin verspätet und käme noch später"
      : `${count} Zusagen sind ohnehin verspätet und kämen noch später`,
  instead: "Jemand anderem geben",
  harm: {
    none: "Nichts käme zu spät",
    late: count => (count === 1 ? "1 Zusage zu spät" : `${count} Zusagen zu spät`),
    moved: count => (count === 1 ? "1 Termin später" : `${count} Termine später`),
    later: count => (count === 1 ? "1 noch später" : `${count} noch später`),
  },
  take: "Nehmen",
  takeAnyway: "Trotzdem nehmen",
  cancel: "Abbrechen",
  unestimated: count =>
    count === 1
      ? "Ein offenes Ticket ist nicht geschätzt und zählt als keine Arbeit."
      : `${count} offene Tickets sind nicht geschätzt und zählen als keine Arbeit.`,
  awaited: count => (count === 1 ? "Ein Bereich ist noch nicht hier." : `${count} Bereiche sind noch nicht hier.`),
  hidden: count =>
    count === 1
      ? "Was in einem Bereich liegt, den du nicht öffnen darfst, ist nicht dabei."
      : `Was in ${count} Bereichen liegt, die du nicht öffnen darfst, ist nicht dabei.`,
  knownHere: "Gerechnet aus dem, was auf diesem Gerät ist.",
  asks: "Das von selbst zeigen, bevor ich dringende Tickets nehme",
  step: { give: key => `Zuständigkeit für ${key}`, take: key => `${key} nehmen` },
}
