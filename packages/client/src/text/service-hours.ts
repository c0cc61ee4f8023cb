import type { Accessor } from "solid-js"
import { serviceHours as german } from "./de/service-hours.ts"
import { serviceHours as english, type ServiceHoursWords } from "./en/service-hours.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the section of hours: no first view says anything of them. */
const SPOKEN: Record<Language, ServiceHoursWords> = { en: english, de: german }

/** The sentences of the hours of a service in the chosen language. Reads reactively. */
export const serviceHoursWords: Accessor<ServiceHoursWords> = () => SPOKEN[language()]
