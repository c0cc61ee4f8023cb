import type { Accessor } from "solid-js"
import { catalogue as german } from "./de/catalogue.ts"
import { catalogue as english, type CatalogueWords } from "./en/catalogue.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the catalogue, its settings and the panel of a ticket: no first view says anything of them. */
const SPOKEN: Record<Language, CatalogueWords> = { en: english, de: german }

/** The sentences of service catalogues and requests in the chosen language. Reads reactively. */
export const catalogueWords: Accessor<CatalogueWords> = () => SPOKEN[language()]
