import type { PresenceWords } from "../en/presence.ts"

export const presence: PresenceWords = {
  following: name => `Du folgst ${name}`,
  idle: "gerade nicht da",
  elsewhere: "in einem Bereich, den du nicht öffnen darfst",
  stop: "Beenden",
  left: name => `${name} ist gegangen`,
  writesTitle: (names, several) => `${names} ${several ? "schreiben" : "schreibt"} am Titel`,
  writesReply: (names, several) => `${names} ${several ? "schreiben" : "schreibt"} hier`,
  writesComment: (names, several) => `${names} ${several ? "schreiben Kommentare" : "schreibt einen Kommentar"}`,
}
