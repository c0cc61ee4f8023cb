import type { Teammate } from "./story.ts"

/** What the team is called, in every language. */
export const NAMES: Readonly<Record<Teammate, string>> = {
  ana: "Ana",
  ben: "Ben",
  clara: "Clara",
  david: "David",
  elif: "Elif",
  finn: "Finn",
}
