import type { Accessor } from "solid-js"
import { serviceSettings as german } from "./de/service-settings.ts"
import { serviceSettings as english, type ServiceSettingsWords } from "./en/service-settings.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the settings of a service: no first view says anything of them. */
const SPOKEN: Record<Language, ServiceSettingsWords> = { en: english, de: german }

/** The sentences of what a service promises and when, in the chosen language. Reads reactively. */
export const serviceSettingsWords: Accessor<ServiceSettingsWords> = () => SPOKEN[language()]
