import type { AssignmentStory } from "./assignment-story.ts"
import { say } from "./story.ts"

/** Who gets the tickets of the help desk. The rules suggest: whoever has the queue open decides. */
export const HELP_DESK_ASSIGNMENT: AssignmentStory = {
  skills: {
    network: { name: say("Network", "Netz"), of: ["ben", "elif"] },
    erp: { name: say("ERP", "ERP"), of: ["clara"] },
    devices: { name: say("Devices", "Geräte"), of: ["david", "finn"] },
  },
  onCall: {
    name: say("Evenings and weekends", "Abende und Wochenenden"),
    handoverHour: 17,
    people: ["elif", "ben", "david"],
    from: -5,
    days: 7,
    turns: 10,
    standsIn: { who: "finn", on: 2 },
  },
  rules: [
    {
      name: say("Network trouble", "Netzprobleme"),
      categories: ["network"],
      mode: "least-load",
      people: ["ben", "elif"],
      skills: ["network"],
    },
    {
      name: say("ERP questions", "Fragen zum ERP"),
      categories: ["erp"],
      mode: "round-robin",
      people: ["clara", "elif"],
      skills: ["erp"],
    },
    {
      name: say("In office hours", "In den Bürozeiten"),
      mode: "least-load",
      people: ["david", "elif", "finn"],
      withinHours: true,
    },
    { name: say("Standing still in the evening", "Stillstand am Abend"), urgencies: ["high"], mode: "on-call" },
  ],
}
