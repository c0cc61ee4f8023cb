import type { refusals as english } from "../en/refusals.ts"

export const refusals: typeof english = {
  other: () => "Das ist nicht möglich",
  exists: () => "Das gibt es schon",
  "not-found": () => "Das ist nicht mehr da",
  "title-missing": () => "Schreib zuerst einen Titel",
  "name-missing": () => "Schreib zuerst einen Namen",
  "checklist-empty": () => "Schreib zuerst einen Prüfpunkt",
  "text-missing": () => "Schreib zuerst etwas",
  "would-cycle": () => "Ein Eintrag kann nicht in sich selbst liegen",
  "same-item": () => "Ein Eintrag kann nicht mit sich selbst verknüpft sein",
  "status-missing": () => "Dieser Status wurde gelöscht",
  "transition-forbidden": detail => `Der Ablauf lässt „${detail["item"]}“ nicht nach ${detail["status"]}`,
  "last-board": () => "Ein Bereich behält mindestens ein Board",
  "last-status": () => "Ein Bereich behält mindestens einen Status",
  "last-type": () => "Ein Bereich behält mindestens einen Typ",
  "last-transition": () => "Mindestens ein Übergang bleibt erlaubt",
  "same-member": () => "Das ist dieselbe Person",
  "limit-not-positive": () => "Ein Limit ist eine ganze Zahl ab 1",
  "nothing-to-undo": () => "Es gibt nichts rückgängig zu machen",
  "nothing-to-redo": () => "Es gibt nichts zu wiederholen",
}
