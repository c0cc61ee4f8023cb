/** The protocol that this build speaks. A relay refuses others in `hello`; additions that old ends can ignore do not raise it. */
export const PROTOCOL_VERSION = 2

/** Where the relay listens for this protocol. */
export const SYNC_PATH = "/sync"

/** The largest update that a client should write in normal work, in bytes; big actions are cut to 128 KB before. */
export const MAX_UPDATE_BYTES = 256 * 1024

/**
 * The largest update in one frame, in bytes. Only the answer to `missing` and
 * the first push of a document made offline may be larger than
 * {@link MAX_UPDATE_BYTES}; such a frame may be as large as this. What does
 * not fit even so is cut into several updates in clock order.
 */
export const MAX_PUSH_BYTES = 8 * 1024 * 1024

/** The largest document that the relay sends as one update, in bytes. */
export const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024

/** The largest state vector, in bytes: about a hundred thousand replicas. */
export const MAX_STATE_VECTOR_BYTES = 1024 * 1024

/** The largest presence of one peer in one document, in bytes of UTF-8. */
export const MAX_PRESENCE_BYTES = 2 * 1024

/** The largest channel number; the client hands them out. */
export const MAX_CHANNEL = 65_535

/** How many documents one socket may have joined at a time. */
export const MAX_JOINED_DOCUMENTS = 200

/** The longest name of a build or a session, in characters. */
export const MAX_NAME_LENGTH = 64

/** The longest detail of a refusal, in bytes; longer ones are cut when they are encoded. */
export const MAX_DETAIL_BYTES = 512

/** The longest pass, in characters. */
export const MAX_TOKEN_LENGTH = 2048

/** The largest standing of one person in one workspace, in bytes: some ten thousand spaces. */
export const MAX_STANDING_BYTES = 512 * 1024

/** How long the holder of a pass that has ended may still read and not write, and then not even that, in milliseconds. */
export const PASS_READ_ONLY_MILLIS = 30_000
export const PASS_CLOSED_MILLIS = 60_000
