/**
 * Shows an item beside the view, or none. Opened, it takes the keyboard; peeked at, the keyboard stays where it is and
 * the item changes as it goes on.
 */
export type OpenItemBeside = (item: string | null, how?: "open" | "peek") => void
