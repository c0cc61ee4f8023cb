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
}

export type TalkWords = typeof talk
