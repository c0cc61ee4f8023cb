/** Words of who else is there: following them, and what they write. */
export const presence = {
  following: (name: string) => `You follow ${name}`,
  idle: "away for now",
  elsewhere: "in a space that you may not open",
  stop: "Stop",
  left: (name: string) => `${name} has left`,
  writesTitle: (names: string, several: boolean) => `${names} ${several ? "write" : "writes"} the title`,
  writesReply: (names: string, several: boolean) => `${names} ${several ? "are writing" : "is writing"} here`,
  writesComment: (names: string, several: boolean) => `${names} ${several ? "write comments" : "writes a comment"}`,
}

export type PresenceWords = typeof presence
