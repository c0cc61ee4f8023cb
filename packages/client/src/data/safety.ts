import type { DocumentPath } from "@weft/model/schema/change"

/** How safe the work in a document is: on this device alone, under way, or on the relay's disk. */
export type Safety = "device" | "sent" | "safe"

/** The documents of a list whose work is not safe yet. */
export type UnsafeDocuments = Readonly<Record<DocumentPath, Exclude<Safety, "safe">>>
