/** The words of a counted noun, one for each plural category that the language tells apart. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/**
 * Returns a function that writes a count with its noun, such as "1 change" or "12 changes", in the given language.
 *
 * The number is grouped by the rules of the language, the noun chosen by its plural rules.
 */
export function createCount(language: string): (count: number, forms: PluralForms) => string {
  // Made when first needed: the rules of a language take milliseconds to load, and a first view counts nothing.
  let made: { readonly rules: Intl.PluralRules; readonly numbers: Intl.NumberFormat } | undefined
  return (count, forms) => {
    made ??= { rules: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) }
    return `${made.numbers.format(count)} ${forms[made.rules.select(count)] ?? forms.other}`
  }
}
