import { createSignal, type Accessor } from "solid-js"
import type { Paper } from "./paper.ts"

export const FORMATS = ["pdf", "svg", "png", "print"] as const
export type Format = (typeof FORMATS)[number]

export const SIZES = { small: 0.7, usual: 1, large: 1.4 } as const
export type Size = keyof typeof SIZES

export const COLUMN_KEYS = ["code", "name", "length", "start", "finish", "who"] as const
export type ColumnKey = (typeof COLUMN_KEYS)[number]

/** The most pages side by side; more would not be laid beside each other by anybody. */
export const MOST_ACROSS = 6

/** How somebody wants a plan on paper. */
export interface OutputChoices {
  readonly format: Format
  readonly paper: Paper
  readonly orientation: "landscape" | "portrait"
  readonly size: Size
  /** Pages side by side. */
  readonly across: number
  /** All of its time, or what the screen shows. */
  readonly span: "whole" | "shown"
  readonly columns: ReadonlySet<ColumnKey>
  readonly isGrey: boolean
}

const USUAL: OutputChoices = {
  format: "pdf",
  paper: "A4",
  orientation: "landscape",
  size: "usual",
  across: 1,
  span: "whole",
  columns: new Set<ColumnKey>(["code", "name", "start", "finish"]),
  isGrey: false,
}

/** What was chosen last; it holds as long as the page is open. */
const [chosen, setChosen] = createSignal<OutputChoices>(USUAL)

export function useOutputChoices(): {
  readonly choices: Accessor<OutputChoices>
  readonly choose: (change: Partial<OutputChoices>) => void
} {
  return { choices: chosen, choose: change => void setChosen(before => ({ ...before, ...change })) }
}
