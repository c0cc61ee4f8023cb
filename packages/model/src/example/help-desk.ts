import { HELP_DESK_IMPROVEMENTS } from "./help-desk-improvements.ts"
import { HELP_DESK_ASSIGNMENT } from "./help-desk-assignment.ts"
import { HELP_DESK_CATALOGUE } from "./help-desk-catalogue.ts"
import { HELP_DESK_TALK } from "./help-desk-talk.ts"
import { OPEN_TICKETS } from "./open-tickets.ts"
import { SOLVED_TICKETS } from "./solved-tickets.ts"
import { say, type SpaceStory } from "./story.ts"
import { HELP_DESK_STRUCTURES, STRUCTURE_TICKETS } from "./structure-story.ts"

/** A service that runs on: what came in, who has it, what waits for an answer. */
export const HELP_DESK: SpaceStory = {
  name: say("Help desk", "Helpdesk"),
  kind: "service",
  prefix: "SUP",
  about: say("Whoever in the house needs help finds it here.", "Wer im Haus Hilfe braucht, findet sie hier."),
  board: say("Queue", "Warteschlange"),
  type: say("Incident", "Störung"),
  statuses: {
    backlog: say("New", "Neu"),
    waiting: say("Accepted", "Angenommen"),
    active: say("In progress", "In Arbeit"),
    paused: say("Waiting for an answer", "Wartet auf Antwort"),
    done: say("Solved", "Gelöst"),
  },
  types: {
    request: { name: say("Request", "Anfrage"), behaviour: "ticket", ticketKind: "request" },
    problem: { name: say("Problem", "Problem"), behaviour: "ticket", ticketKind: "problem" },
    change: { name: say("Change", "Änderung"), behaviour: "ticket", ticketKind: "change" },
    task: { name: say("Task", "Aufgabe"), behaviour: "task" },
  },
  labels: {
    accounts: say("Accounts", "Konten"),
    devices: say("Devices", "Geräte"),
    erp: say("ERP", "ERP"),
    network: say("Network", "Netz"),
    printers: say("Printers", "Drucker"),
  },
  categories: {
    accounts: { name: say("Accounts and access", "Konten und Zugänge") },
    devices: { name: say("Devices", "Geräte") },
    printers: { name: say("Printers", "Drucker"), under: "devices" },
    erp: { name: say("ERP", "ERP") },
    network: { name: say("Network", "Netz") },
    vpn: { name: say("VPN", "VPN"), under: "network" },
  },
  fields: {
    department: {
      name: say("Department", "Abteilung"),
      type: "select",
      onCards: true,
      options: {
        accounting: say("Accounting", "Buchhaltung"),
        management: say("Management", "Geschäftsführung"),
        sales: say("Sales", "Vertrieb"),
        warehouse: say("Warehouse", "Lager"),
      },
    },
  },
  boards: [{ key: "departments", name: say("By department", "Nach Abteilung"), columnsBy: "department" }],
  limits: { active: 6, paused: 4 },
  views: [
    {
      name: say("Urgent and high", "Dringend und hoch"),
      isPinned: true,
      isQueue: true,
      conditions: [{ field: "priority", operator: "any", values: ["urgent", "high"] }],
    },
    {
      name: say("Due today or late", "Heute fällig oder überfällig"),
      isPinned: true,
      conditions: [
        { field: "due", operator: "until", values: ["day+0"] },
        { field: "category", operator: "none", values: ["done", "cancelled"] },
      ],
    },
  ],
  service: {
    calendar: say("Office hours", "Bürozeiten"),
    opens: 8,
    closes: 18,
    promises: [
      {
        name: say("Work stands still", "Arbeit steht still"),
        urgencies: ["high"],
        hours: { "first-response": 2, "next-response": 12, resolution: 42 },
      },
      {
        name: say("Work is harder", "Arbeit ist mühsam"),
        urgencies: ["medium"],
        hours: { "first-response": 9, "next-response": 20, resolution: 60 },
      },
      {
        name: say("Standard", "Standard"),
        urgencies: [],
        hours: { "first-response": 16, "next-response": 20, resolution: 80 },
      },
    ],
  },
  talk: HELP_DESK_TALK,
  assignment: HELP_DESK_ASSIGNMENT,
  catalogue: HELP_DESK_CATALOGUE,
  items: [...SOLVED_TICKETS, ...OPEN_TICKETS, ...STRUCTURE_TICKETS],
  relations: [
    ["old-router", "causes", "vpn-slow"],
    ["new-router", "resolves", "old-router"],
  ],
  structures: HELP_DESK_STRUCTURES,
  improvements: HELP_DESK_IMPROVEMENTS,
  templates: { "new-starter": say("New colleague", "Neue Kollegin, neuer Kollege") },
}
