import { MODULE_LANGUAGES, type ModuleLanguage } from "@weft/model/schema/talk"
import { createSignal, type Accessor } from "solid-js"

const KEY = "weft-talk-language"

/** The language in which somebody writes to requesters on this device; nothing until they choose one. */
export interface TalkLanguage {
  readonly chosen: Accessor<ModuleLanguage | null>
  readonly choose: (language: ModuleLanguage) => void
}

/** What was chosen on this device. A full or closed storage only costs the memory of it. */
export function openTalkLanguage(storage: Pick<Storage, "getItem" | "setItem">): TalkLanguage {
  const [chosen, setChosen] = createSignal(kept(storage))
  return {
    chosen,
    choose(language) {
      setChosen(language)
      try {
        storage.setItem(KEY, language)
      } catch {
        // It holds until the page is left.
      }
    },
  }
}

function kept(storage: Pick<Storage, "getItem">): ModuleLanguage | null {
  try {
    const stored = storage.getItem(KEY)
    return MODULE_LANGUAGES.find(language => language === stored) ?? null
  } catch {
    return null
  }
}
