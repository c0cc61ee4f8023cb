import { MODULE_LANGUAGES, type ModuleLanguage, type TextModule } from "../schema/talk.ts"

/** What a text module can name, written in braces: `{requester.first}`. The names are the same in every language. */
export const MODULE_VARIABLES = [
  "requester",
  "requester.first",
  "number",
  "title",
  "owner",
  "agent",
  "service",
  "due",
] as const
export type ModuleVariable = (typeof MODULE_VARIABLES)[number]

/** What variables stand for on one ticket, as people read it; those that nobody knows are left out or empty. */
export type ModuleFacts = Readonly<Partial<Record<ModuleVariable, string>>>

const VARIABLE = /\{([a-z]+(?:\.[a-z]+)?)\}/g

const isVariable = (name: string): name is ModuleVariable => (MODULE_VARIABLES as readonly string[]).includes(name)

/** The variables in a text, each once, in their order. Other words in braces are letters. */
export function variablesIn(text: string): readonly ModuleVariable[] {
  const names = Array.from(text.matchAll(VARIABLE), ([, name]) => name!)
  return [...new Set(names.filter(isVariable))]
}

/** Words in braces that look like a variable and are none, so that whoever writes a module sees a slip. */
export function unknownVariablesIn(text: string): readonly string[] {
  const names = Array.from(text.matchAll(VARIABLE), ([, name]) => name!)
  return [...new Set(names.filter(name => !isVariable(name)))]
}

/** A text with its variables filled in; what nobody knows stands as it was, and is named. */
export function fillVariables(
  text: string,
  facts: ModuleFacts,
): { readonly text: string; readonly unfilled: readonly ModuleVariable[] } {
  const unfilled = variablesIn(text).filter(name => (facts[name] ?? "") === "")
  const filled = text.replaceAll(VARIABLE, (whole, name: string) => (isVariable(name) && facts[name]) || whole)
  return { text: filled, unfilled }
}

/** What a module says in a language, or in the first other one that it has; empty where it says nothing. */
export function moduleText({ text }: Pick<TextModule, "text">, language: ModuleLanguage): string {
  const said = [language, ...MODULE_LANGUAGES].map(one => text[one] ?? "")
  return said.find(words => words.trim() !== "") ?? ""
}

/** What somebody is called by their first name: before the first space, or behind the comma of `Family, First`. */
export function firstNameOf(name: string): string {
  const given = name.includes(",") ? name.slice(name.indexOf(",") + 1) : name
  return given.trim().split(/\s+/)[0] ?? ""
}
