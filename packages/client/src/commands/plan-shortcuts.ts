/**
 * The keys of a plan, in the writing of `Kbd`. They are no commands, since each needs the row or cell that the keyboard
 * is on; `views/plan` hears them.
 */
export const PLAN_SHORTCUTS = {
  "write-cell": ["enter", "f2"],
  "into-cells": ["arrowright"],
  "out-of-cells": ["escape"],
  "open-activity": ["space"],
  "row-below": ["mod+enter"],
  "row-above": ["mod+shift+enter"],
  indent: ["tab"],
  outdent: ["shift+tab"],
  "fill-down": ["mod+d"],
  link: ["mod+l"],
  unlink: ["mod+shift+l"],
  "move-activity": ["alt+arrowleft", "alt+arrowright"],
  lengthen: ["shift+alt+arrowleft", "shift+alt+arrowright"],
  "begin-elsewhere": ["mod+alt+arrowleft", "mod+alt+arrowright"],
  "percent-done": ["alt+arrowup", "alt+arrowdown"],
  details: ["i"],
  why: ["w"],
  zoom: ["+", "-"],
  fit: ["f"],
  "fit-selected": ["shift+f"],
  today: ["t"],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type PlanShortcut = keyof typeof PLAN_SHORTCUTS
