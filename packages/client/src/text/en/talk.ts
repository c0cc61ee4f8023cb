/** Words of what agents write to requesters: drafts, text modules and macros. */
export const talk = {
  stillWriting: (names: string, several: boolean) =>
    `${names} ${several ? "are" : "is"} writing here. Send what stands here now?`,
  wasWriting: "They have stopped writing. Send what stands here now?",
  waitForThem: "Wait",
  sendAsItIs: "Send it as it is",
  leftInDraft: "Written while the reply was sent, and not sent with it:",
  takeLeft: "Put into the draft",
  leaveLeft: "Leave it out",
  quoted: "What they answered to",
  receivedLater: (received: string, written: string) => `sent ${received} · written ${written}`,
  module: "Text module",
  modules: "Text modules",
  language: "Write to requesters in",
  languages: { en: "English", de: "German" },
  unfilled: (names: string) => `Nobody knows ${names} here: fill it in before you send`,
  noModulesYet: "No text modules yet",
  templates: "Ticket templates",
  macros: "Macros",
  runMacroHere: "Run a macro",
  runMacro: (tickets: number) => (tickets === 1 ? "Run a macro" : `Run a macro on ${tickets} items`),
  noMacrosYet: "No macros yet: whoever manages the service makes them in its settings",
  didMacro: (name: string, tickets: number) => (tickets === 1 ? `${name}: done` : `${name}: done on ${tickets} items`),
  macroNotDone: (name: string, why: string) => `${name}: nothing was done. ${why}`,
  macroStoppedAt: (name: string, step: number, ticket: string, why: string) =>
    `${name}: nothing was done. Step ${step} on ${ticket}: ${why}`,
  step: (name: string) => `macro ${name}`,
}

export type TalkWords = typeof talk
