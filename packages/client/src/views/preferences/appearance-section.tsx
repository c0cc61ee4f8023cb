import type { JSX } from "solid-js"
import type { Theme } from "../../styles/theme.ts"
import { chosenTheme } from "../../styles/theme.ts"
import { chosenWeekStart, language, LANGUAGES, locale, t, type Language } from "../../text/index.ts"
import { preferenceWords } from "../../text/preferences.ts"
import { Select } from "../../ui/field.tsx"
import { PageSection } from "../../ui/page.tsx"

/** What somebody chooses for themself. */
export interface AppearanceChoices {
  readonly onTheme: (theme: Theme) => void
  readonly onLanguage: (language: Language) => void
  /** 1 for Monday; `null` for the region's. */
  readonly onWeekStart: (day: number | null) => void
}

const THEMES: readonly Theme[] = ["system", "light", "dark"]
/** The days that weeks begin with somewhere: Monday, Sunday, Saturday. */
const WEEK_STARTS = [1, 7, 6] as const
const REGION = "region"

/** Theme, language and the first day of the week. */
export function AppearanceSection(props: { readonly choices: AppearanceChoices }): JSX.Element {
  const words = preferenceWords
  const dayNames = () => {
    const formatter = new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" })
    // 5 January 2026 is a Monday.
    return (day: number) => formatter.format(Date.UTC(2026, 0, 4 + day))
  }
  return (
    <PageSection title={words().appearance} hint={words().appearanceHint}>
      <ul class="page-rows">
        <li class="page-row">
          <span class="preference-name">{t().appearance.theme}</span>
          <span class="preference-choice">
            <Select
              label={t().appearance.theme}
              value={chosenTheme()}
              options={THEMES.map(value => ({ value, label: t().appearance[value] }))}
              onValue={theme => props.choices.onTheme(theme)}
            />
          </span>
        </li>
        <li class="page-row">
          <span class="preference-name">{t().appearance.language}</span>
          <span class="preference-choice">
            <Select
              label={t().appearance.language}
              value={language()}
              options={LANGUAGES.map(({ language: value, name }) => ({ value, label: name }))}
              onValue={next => props.choices.onLanguage(next)}
            />
          </span>
        </li>
        <li class="page-row">
          <span class="preference-name">{words().weekStart}</span>
          <span class="preference-choice">
            <Select
              label={words().weekStart}
              value={chosenWeekStart() === null ? REGION : String(chosenWeekStart())}
              options={[
                { value: REGION, label: words().weekStartAuto },
                ...WEEK_STARTS.map(day => ({ value: String(day), label: dayNames()(day) })),
              ]}
              onValue={value => props.choices.onWeekStart(value === REGION ? null : Number(value))}
            />
          </span>
        </li>
      </ul>
    </PageSection>
  )
}
