/** Where a command applies, which is also how the list of all keys is parted. */
export const COMMAND_SCOPES = ["everywhere", "go", "view", "items"] as const
export type CommandScope = (typeof COMMAND_SCOPES)[number]

export interface CommandKeys {
  readonly scope: CommandScope
  /**
   * Presses that run it, in the writing of `Kbd`: "mod+k", "g b". A screen hears those of what is on it itself, since they
   * depend on what the keyboard is on; all others are heard by `createKeyDispatch`.
   */
  readonly keys: readonly string[]
  readonly heardBy: "frame" | "screen"
}

const frame = (scope: CommandScope, ...keys: readonly string[]): CommandKeys => ({ scope, keys, heardBy: "frame" })
const screen = (scope: CommandScope, ...keys: readonly string[]): CommandKeys => ({ scope, keys, heardBy: "screen" })

/** Every action that a person can call by name or by key; what they are called is in `text/commands`. */
export const COMMANDS = {
  palette: frame("everywhere", "mod+k"),
  "new-item": frame("everywhere", "c"),
  keys: frame("everywhere", "?"),
  undo: screen("everywhere", "mod+z"),
  redo: screen("everywhere", "mod+shift+z"),
  "from-template": frame("everywhere"),
  "new-request": frame("everywhere", "shift+n"),
  "new-project": frame("everywhere"),
  "new-service": frame("everywhere"),
  "new-list": frame("everywhere"),
  share: frame("everywhere"),
  sync: frame("everywhere"),
  merged: frame("everywhere"),
  notices: frame("everywhere"),
  import: frame("everywhere"),
  "import-plan": frame("everywhere"),
  "export-plan": frame("everywhere"),
  export: frame("everywhere"),
  "theme-light": frame("everywhere"),
  "theme-dark": frame("everywhere"),
  "theme-system": frame("everywhere"),
  "language-en": frame("everywhere"),
  "language-de": frame("everywhere"),
  preferences: frame("everywhere"),
  "other-workspace": frame("everywhere"),

  "go-board": frame("go", "g b"),
  "go-list": frame("go", "g l"),
  "go-plan": frame("go", "g g"),
  "go-queue": frame("go", "g q"),
  "go-catalogue": frame("go", "g c"),
  "go-report": frame("go", "g e"),
  "go-project": frame("go", "g j"),
  "go-people": frame("go", "g p"),
  "go-settings": frame("go", "g s"),
  "go-trash": frame("go", "g t"),
  "go-archive": frame("go", "g r"),
  "go-access": frame("go", "g a"),
  "go-history": frame("go", "g h"),
  "view-1": frame("go", "1"),
  "view-2": frame("go", "2"),
  "view-3": frame("go", "3"),
  "view-4": frame("go", "4"),
  "view-5": frame("go", "5"),
  "view-6": frame("go", "6"),
  "view-7": frame("go", "7"),
  "view-8": frame("go", "8"),
  "view-9": frame("go", "9"),

  "plan-together": frame("view"),
  filter: frame("view", "/"),
  "next-item": screen("view", "j", "arrowdown"),
  "previous-item": screen("view", "k", "arrowup"),
  "clear-selection": screen("view", "escape"),
  "print-plan": frame("view", "mod+p"),
  "level-plan": frame("view"),
  "save-csv": screen("view"),
  "save-markdown": screen("view"),
  "save-tasks": screen("view"),
  "copy-cells": screen("view"),
  "copy-markdown": screen("view"),
  "copy-tasks": screen("view"),

  /** Below the card, or in the group of the row, that the keyboard is on. */
  "add-here": screen("view", "shift+c"),

  /** In a queue: the most pressing ticket that nobody has. */
  "take-next": screen("items", "n"),
  /** In a queue: what taking the ticket would do to everything else. */
  "preview-take": screen("items", "shift+i"),
  /** On the open ticket, or the row of a queue that the keyboard is on. */
  "run-macro": screen("items", "shift+m"),
  /** On the open ticket. */
  "write-reply": screen("items", "r"),
  "write-note": screen("items", "shift+r"),
  open: screen("items", "enter"),
  /** Shows the item while the keyboard stays on its card or row. */
  peek: screen("items", "space"),
  select: screen("items", "x"),
  /** Of a card: arrows move it then. */
  "pick-up": screen("items", "shift+space"),
  /** Of a row. */
  "edit-title": screen("items", "f2"),
  status: screen("items", "s"),
  assignee: screen("items", "a"),
  priority: screen("items", "p"),
  due: screen("items", "d"),
  labels: screen("items", "l"),
  estimate: screen("items", "e"),
  move: screen("items", "m"),
  "move-to-space": screen("items"),
  "also-show": screen("items"),
  trash: screen("items", "delete"),
  "save-template": screen("items"),
  /** Of the ticket that is open. */
  "put-under-incident": screen("items"),
  "add-report": screen("items"),
  "merge-ticket": screen("items"),
  "ask-approval": screen("items"),
  "make-project": screen("items"),
  "make-task": screen("items"),
} as const satisfies Readonly<Record<string, CommandKeys>>

export type CommandId = keyof typeof COMMANDS

export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]

/** The commands that set something of items, by the key that a screen hears. */
export const ITEM_COMMANDS = ["status", "assignee", "priority", "due", "labels", "estimate", "move", "trash"] as const
export type ItemCommand = (typeof ITEM_COMMANDS)[number]

/** The command for items that a press means, on a board or on a whole row of a list; `null` for none. */
export function itemCommandOf(key: string): ItemCommand | null {
  const pressed = key === "Backspace" ? "delete" : key.toLowerCase()
  if (key.length === 1 && key !== pressed) return null
  return ITEM_COMMANDS.find(id => (COMMANDS[id].keys as readonly string[]).includes(pressed)) ?? null
}
