import type { Accessor } from "solid-js"
import { report as german } from "./de/service-report.ts"
import { report as english, type ReportWords } from "./en/service-report.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the screen: no first view says anything of reports. */
const SPOKEN: Record<Language, ReportWords> = { en: english, de: german }

/** The sentences of reports of a service in the chosen language. Reads reactively. */
export const reportWords: Accessor<ReportWords> = () => SPOKEN[language()]
