import { lazy, type Component } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { assignmentWords } from "../../text/assignment.ts"
import { catalogueWords } from "../../text/catalogue.ts"
import { classificationWords } from "../../text/classification.ts"
import { serviceHoursWords } from "../../text/service-hours.ts"
import { talkWords } from "../../text/talk.ts"
import { qualityWords } from "../../text/service-quality.ts"
import { serviceSettingsWords } from "../../text/service-settings.ts"
import { structureWords } from "../../text/ticket-structures.ts"

/** What every section of a service's settings is given. */
export interface ServiceSectionProps {
  /** The service, ready to be read. */
  readonly space: SpaceData
  /** The address of the space, before `/queue` and the like. */
  readonly spaceHref: string
  /** Whether the person manages the space; others read. Followed. */
  readonly mayManage: boolean
}

export interface ServiceSection {
  /** Names it in the address, `?section=`. */
  readonly id: string
  /** What it is called, in the chosen language. */
  readonly title: () => string
  readonly component: Component<ServiceSectionProps>
}

const PoliciesSection = lazy(async () => ({
  default: (await import("./policies/policies-section.tsx")).PoliciesSection,
}))
const CalendarsSection = lazy(async () => ({
  default: (await import("./calendars/calendars-section.tsx")).CalendarsSection,
}))

const CategoriesSection = lazy(async () => ({
  default: (await import("./classification/categories-section.tsx")).CategoriesSection,
}))
const MatrixSection = lazy(async () => ({
  default: (await import("./classification/matrix-section.tsx")).MatrixSection,
}))

const TextModulesSection = lazy(async () => ({
  default: (await import("./talk/text-modules-section.tsx")).TextModulesSection,
}))
const TemplatesSection = lazy(async () => ({
  default: (await import("./talk/templates-section.tsx")).TemplatesSection,
}))
const MacrosSection = lazy(async () => ({ default: (await import("./talk/macros-section.tsx")).MacrosSection }))

const FreezesSection = lazy(async () => ({
  default: (await import("./freezes/freezes-section.tsx")).FreezesSection,
}))

const QualitySection = lazy(async () => ({ default: (await import("./quality/quality-section.tsx")).QualitySection }))

const CatalogueSection = lazy(async () => ({
  default: (await import("./catalogue/catalogue-section.tsx")).CatalogueSection,
}))

const AssignmentSection = lazy(async () => ({
  default: (await import("./assignment/assignment-section.tsx")).AssignmentSection,
}))

/** The sections of a service's settings in their order; the first is shown where the address names none. */
export const SERVICE_SECTIONS: readonly ServiceSection[] = [
  { id: "policies", title: () => serviceSettingsWords().sections.policies, component: PoliciesSection },
  { id: "calendars", title: () => serviceHoursWords().title, component: CalendarsSection },
  { id: "quality", title: () => qualityWords().title, component: QualitySection },
  { id: "catalogue", title: () => catalogueWords().settingsTitle, component: CatalogueSection },
  { id: "categories", title: () => classificationWords().categories, component: CategoriesSection },
  { id: "priorities", title: () => classificationWords().matrix, component: MatrixSection },
  { id: "freezes", title: () => structureWords().freeze.title, component: FreezesSection },
  { id: "assignment", title: () => assignmentWords().title, component: AssignmentSection },
  { id: "texts", title: () => talkWords().modules, component: TextModulesSection },
  { id: "macros", title: () => talkWords().macros, component: MacrosSection },
  { id: "templates", title: () => talkWords().templates, component: TemplatesSection },
]

/** The address of a section. */
export function sectionHref(spaceHref: string, section: string): string {
  return `${spaceHref}/service?section=${section}`
}
