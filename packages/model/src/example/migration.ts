import { INTERFACES } from "./migration-connections.ts"
import { DATA, PREPARING } from "./migration-data.ts"
import { INFRASTRUCTURE, TRAINING } from "./migration-rollout.ts"
import { say, type SpaceStory } from "./story.ts"

/** A project with an end: phases, activities that wait for each other, what is late and what is at risk. */
export const MIGRATION: SpaceStory = {
  name: say("ERP migration", "ERP-Umstellung"),
  kind: "project",
  prefix: "ERP",
  about: say(
    "We replace the old merchandise system, with as few surprises as possible.",
    "Wir lösen die alte Warenwirtschaft ab, mit so wenig Überraschungen wie möglich.",
  ),
  board: say("Board", "Board"),
  type: say("Activity", "Vorgang"),
  statuses: {
    backlog: say("Backlog", "Vorrat"),
    waiting: say("Ready", "Bereit"),
    active: say("In progress", "In Arbeit"),
    paused: say("Waiting for others", "Wartet auf andere"),
    done: say("Done", "Erledigt"),
  },
  types: {
    phase: { name: say("Phase", "Phase"), behaviour: "plannable" },
    milestone: { name: say("Milestone", "Meilenstein"), behaviour: "plannable" },
    decision: { name: say("Decision", "Entscheidung"), behaviour: "action" },
  },
  labels: {
    data: say("Data", "Daten"),
    interfaces: say("Connections", "Anbindung"),
    infrastructure: say("Servers", "Server"),
    training: say("Training", "Schulung"),
    risk: say("Risk", "Risiko"),
  },
  fields: {
    module: {
      name: say("Module", "Modul"),
      type: "select",
      onCards: true,
      options: {
        finance: say("Finance", "Finanzen"),
        sales: say("Sales", "Vertrieb"),
        warehouse: say("Warehouse", "Lager"),
      },
    },
    agreed: { name: say("Agreed", "Abgestimmt"), type: "flag" },
    cost: { name: say("Cost", "Kosten"), type: "money" },
  },
  boards: [{ key: "people", name: say("Who does what", "Wer macht was"), columnsBy: "owner" }],
  limits: { active: 10, paused: 3 },
  personLimit: 3,
  views: [
    {
      name: say("Late", "Überfällig"),
      isPinned: true,
      conditions: [{ field: "due", operator: "overdue", values: [] }],
    },
    {
      name: say("By person", "Nach Person"),
      isPinned: true,
      groupBy: "owner",
      conditions: [{ field: "category", operator: "none", values: ["done", "cancelled"] }],
    },
    {
      name: say("Risks", "Risiken"),
      conditions: [{ field: "label", operator: "any", values: ["risk"] }],
    },
    {
      name: say("Mine, next two weeks", "Meine, nächste zwei Wochen"),
      isOwn: true,
      conditions: [
        { field: "owner", operator: "any", values: ["me"] },
        { field: "due", operator: "until", values: ["day+14"] },
        { field: "category", operator: "none", values: ["done", "cancelled"] },
      ],
    },
  ],
  items: [...PREPARING, ...DATA, ...INTERFACES, ...INFRASTRUCTURE, ...TRAINING],
  relations: [
    ["duplicates", "blocks", "trial-load"],
    ["backup", "blocks", "trial-load"],
    ["bank", "blocks", "interfaces-test"],
    ["material", "blocks", "train-key-users"],
    ["go-or-not", "blocks", "switch"],
    ["bank", "relates", "open-items"],
  ],
  plan: {
    calendar: say("Our working days", "Unsere Arbeitstage"),
    baseline: { on: -23, name: say("Approved plan", "Freigegebener Plan") },
    dependencies: [
      ["kick-off", "FS", "inventory"],
      ["inventory", "FS", "scope"],
      ["scope", "FS", "plan-approved"],
      ["plan-approved", "FS", "articles"],
      ["customers", "FS", "duplicates"],
      ["articles", "FS", "stock"],
      ["servers", "SS", "backup", 5],
      ["duplicates", "FS", "trial-load"],
      ["stock", "FS", "trial-load"],
      ["servers", "FS", "trial-load"],
      ["backup", "FS", "trial-load"],
      ["stock", "FF", "open-items"],
      ["open-items", "FS", "sign-off"],
      ["trial-load", "FS", "sign-off"],
      ["sign-off", "FS", "second-load"],
      ["servers", "FS", "load-test"],
      ["shop", "FS", "interfaces-test"],
      ["bank", "FS", "interfaces-test"],
      ["scanners", "FS", "interfaces-test"],
      ["payroll", "FF", "interfaces-test"],
      ["interfaces-test", "FS", "second-load"],
      ["material", "FS", "train-key-users"],
      ["rooms", "FS", "train-key-users"],
      ["train-key-users", "FS", "train-all", 1],
      ["second-load", "FS", "go-or-not"],
      ["train-all", "FS", "go-or-not"],
      ["rollback", "FS", "go-or-not"],
      ["go-or-not", "FS", "switch"],
      ["switch", "FS", "live"],
    ],
  },
  templates: { "trial-load": say("Trial load", "Probelauf") },
}
