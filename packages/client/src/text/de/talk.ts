import type { TalkWords } from "../en/talk.ts"

export const talk: TalkWords = {
  stillWriting: (names, several) => `${names} ${several ? "schreiben" : "schreibt"} hier. Senden, was jetzt dasteht?`,
  wasWriting: "Hier schreibt niemand mehr. Senden, was jetzt dasteht?",
  waitForThem: "Warten",
  sendAsItIs: "So senden",
  leftInDraft: "Geschrieben, während die Antwort hinausging, und nicht mit ihr gesendet:",
  takeLeft: "In den Entwurf nehmen",
  leaveLeft: "Weglassen",
}
