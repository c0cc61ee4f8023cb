import { MODULE_LANGUAGES, type ModuleLanguage } from "@weft/model/schema/talk"
import { openTalkLanguage } from "../../data/talk-language.ts"
import { language } from "../../text/index.ts"
import { talkWords } from "../../text/talk.ts"
import type { MenuEntry } from "../../ui/menu.tsx"

const own = openTalkLanguage(localStorage)

/** The language in which this person writes to requesters; that of the screen until they choose one. Followed. */
export function talkLanguage(): ModuleLanguage {
  return own.chosen() ?? language()
}

/** The choice of that language, as entries of a menu. */
export function talkLanguageEntries(): readonly MenuEntry[] {
  return [
    { kind: "heading", label: talkWords().language },
    ...MODULE_LANGUAGES.map(one => ({
      label: talkWords().languages[one],
      checked: talkLanguage() === one,
      exclusive: true,
      onSelect: () => own.choose(one),
    })),
  ]
}
