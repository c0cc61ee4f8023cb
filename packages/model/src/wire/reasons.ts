/** Why the relay says no. Every reason is a name; the sentence for a person is made by the screen. */

/** Why an update was not stored. Its bytes will never be stored as they are; only `read-only` and `signed-out` may be tried again. */
export const NACK_REASONS = {
  "too-large": "The update is larger than the relay accepts.",
  malformed: "The bytes are not one whole, sound Yjs update.",
  "not-joined": "The channel has no document joined.",
  forbidden: "Whoever wrote it may not write to this document.",
  "foreign-replica": "It continues a replica that belongs to somebody else.",
  "too-old": "The client writes an older shape of data than the workspace asks for.",
  "signed-out": "The pass has ended. Renew it and try again.",
  "read-only":
    "The relay cannot write at the moment, for example because its disk is full. Keep the update and try again.",
} as const

export type NackReason = keyof typeof NACK_REASONS

/** Why a join was refused. The socket and its other channels stay as they are. */
export const JOIN_REFUSALS = {
  "bad-name": "The name is not a document name.",
  "channel-in-use": "The channel has a document joined already.",
  "too-many-documents": "The socket has as many documents joined as one may have.",
  forbidden: "Whoever asks may not read the document.",
  quarantined: "The stored document does not verify. It is kept as it is and nobody is served from it.",
} as const

export type JoinRefusal = keyof typeof JOIN_REFUSALS

/** With what code the relay closes a socket, and whether it makes sense to come back. */
export const CLOSE_REASONS = {
  "going-away": { code: 1001, comeBack: true, meaning: "The relay is shutting down." },
  fault: { code: 1011, comeBack: true, meaning: "The relay met a fault of its own." },
  "too-slow": {
    code: 1013,
    comeBack: true,
    meaning: "More was waiting to be read than the relay keeps for one socket.",
  },
  "bad-frame": { code: 4400, comeBack: false, meaning: "A frame could not be read, or came where it may not." },
  "signed-out": { code: 4401, comeBack: false, meaning: "The pass is none, or has ended. Sign in again." },
  forbidden: { code: 4403, comeBack: false, meaning: "Whoever asks may not read the document." },
  "not-found": { code: 4404, comeBack: false, meaning: "The address is not a document name." },
  "stale-epoch": {
    code: 4410,
    comeBack: false,
    meaning: "The document has been rewritten since. Begin anew, without what was held of it.",
  },
  "too-many-sockets": { code: 4429, comeBack: true, meaning: "There are as many sockets open as one may have." },
  "hello-late": { code: 4508, comeBack: true, meaning: "No hello came in time." },
  "protocol-too-old": { code: 4409, comeBack: false, meaning: "The client speaks a protocol that the relay does not." },
  "refused-update": {
    code: 4422,
    comeBack: false,
    meaning: "An update was refused, and this protocol has no way to say which.",
  },
  "load-failed": { code: 4500, comeBack: true, meaning: "The document could not be loaded. It was not touched." },
  "read-only": {
    code: 4507,
    comeBack: true,
    meaning: "The relay cannot write at the moment, and this protocol cannot say so otherwise.",
  },
} as const

export type CloseReason = keyof typeof CLOSE_REASONS

/** Returns the reason that a close code stands for, or null for a code that is not the relay's. */
export function closeReasonOf(code: number): CloseReason | null {
  for (const reason of Object.keys(CLOSE_REASONS) as CloseReason[]) {
    if (CLOSE_REASONS[reason].code === code) return reason
  }
  return null
}
