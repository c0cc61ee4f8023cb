import type { MacroStep } from "@weft/model/schema/talk"
import type { ModuleVariable } from "@weft/model/service/text-module"

const does: Record<MacroStep["does"], string> = {
  status: "Set the status",
  priority: "Set the priority",
  type: "Set the type",
  owner: "Give it to",
  team: "Give it to the team",
  "add-label": "Add the label",
  "remove-label": "Take the label off",
  category: "Set the category",
  reply: "Write into the reply",
  note: "Note for the team",
}

const variables: Record<ModuleVariable, string> = {
  requester: "Name of the requester",
  "requester.first": "First name of the requester",
  number: "Number of the ticket",
  title: "Title of the ticket",
  owner: "Who has the ticket",
  agent: "Who writes",
  service: "Service",
  due: "When the solution is due",
}

/** What the preview of a text module shows for its variables. */
const example: Record<ModuleVariable, string> = {
  requester: "Paula Okafor",
  "requester.first": "Paula",
  number: "SUP-128",
  title: "The VPN drops every hour",
  owner: "Ben Lindqvist",
  agent: "Ana Alves",
  service: "Workplace",
  due: "Tuesday, 24 November, 14:00",
}

/** Words of how text modules and macros are set up. */
export const talkSettings = {
  modules: "Text modules",
  modulesHint: "Words that agents put into replies. They type :: or / in a reply and choose one.",
  newModule: "New text module",
  noModules: "No text modules yet.",
  name: "Name",
  words: { en: "In English", de: "In German" },
  languages: { en: "English", de: "German" },
  saysNothing: "says nothing yet",
  variables,
  insert: "Put in",
  insertHint:
    "What stands in braces is filled in when somebody uses it. What nobody knows is asked for before sending.",
  unknown: (names: string, several: boolean) =>
    `${names} ${several ? "are no variables" : "is no variable"} and will be sent as ${several ? "they stand" : "it stands"}`,
  preview: "So it reads",
  example,
  macros: "Macros",
  macrosHint: "Steps that are done to a ticket in one go, or to none of them.",
  newMacro: "New macro",
  noMacros: "No macros yet.",
  steps: "Steps, in this order",
  addStep: "Add a step",
  step: (number: number) => `Step ${number}`,
  stepDoes: (number: number) => `What step ${number} does`,
  stepWith: (number: number) => `With what step ${number} does it`,
  does,
  me: "Whoever runs it",
  nobody: "Nobody",
  noCategory: "No category",
  gone: "deleted",
  unreadable: "It has a step that this version does not know. Saving it here replaces all its steps.",
  notePlaceholder: "What the team should know. Variables are filled in.",
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  removeStep: (number: number) => `Take step ${number} out`,
  save: "Save",
  cancel: "Cancel",
  saved: (name: string) => `text module ${name}`,
  savedMacro: (name: string) => `macro ${name}`,
  templates: "Ticket templates",
  templatesHint:
    "Tickets to begin with, with their type, category, labels, weight and what lies below them. They are saved at a ticket, and made with “New from a template”.",
  noTemplates: "No templates yet. Open a ticket and choose “Save as a template” in its menu.",
  rename: (name: string) => `Name of the template ${name}`,
  removeNamed: (name: string) => `Delete the template ${name}`,
  savedTemplate: (name: string) => `template ${name}`,
  makes: (items: number) => (items === 1 ? "1 ticket" : `${items} items`),
}

export type TalkSettingsWords = typeof talkSettings
