import type { Accessor } from "solid-js"
import { attachments as german } from "./de/attachments.ts"
import { attachments as english, type AttachmentWords } from "./en/attachments.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what shows files: no first view says more of them than how many there are. */
const SPOKEN: Record<Language, AttachmentWords> = { en: english, de: german }

/** The sentences of attached files in the chosen language. Reads reactively. */
export const attachmentWords: Accessor<AttachmentWords> = () => SPOKEN[language()]
