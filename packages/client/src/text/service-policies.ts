import type { Accessor } from "solid-js"
import { servicePolicies as german } from "./de/service-policies.ts"
import { servicePolicies as english, type ServicePoliciesWords } from "./en/service-policies.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the section of promises: no first view says anything of them. */
const SPOKEN: Record<Language, ServicePoliciesWords> = { en: english, de: german }

/** The sentences of what a service promises in the chosen language. Reads reactively. */
export const servicePoliciesWords: Accessor<ServicePoliciesWords> = () => SPOKEN[language()]
