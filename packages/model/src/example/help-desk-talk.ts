import { say } from "./story.ts"
import type { TalkSetUpStory } from "./talk-story.ts"

/** What the agents of the help desk write and do again and again. */
export const HELP_DESK_TALK: TalkSetUpStory = {
  modules: {
    received: {
      name: say("We have it", "Ist angekommen"),
      text: say(
        "Hello {requester.first},\nthank you for telling us. I have taken {number}, and you will hear from me by {due} at the latest.\n{agent}",
        "Hallo {requester.first},\ndanke für den Hinweis. Ich habe {number} übernommen, und du hörst spätestens {due} von mir.\n{agent}",
      ),
    },
    restart: {
      name: say("Start it again, please", "Bitte neu starten"),
      text: say(
        "Could you please start the device again and write to me whether it holds? If it does not, I will come by.",
        "Könntest du das Gerät bitte neu starten und mir schreiben, ob es hält? Wenn nicht, komme ich vorbei.",
      ),
    },
    question: {
      name: say("A question back", "Rückfrage"),
      text: say(
        "Hello {requester.first},\nso that I can go on with “{title}”, I need to know two things:\n1. Since when does it happen?\n2. What did you do just before?",
        "Hallo {requester.first},\ndamit ich mit „{title}“ weiterkomme, brauche ich zweierlei:\n1. Seit wann ist das so?\n2. Was hast du kurz davor getan?",
      ),
    },
    solved: {
      name: say("Solved", "Gelöst"),
      text: say(
        "It works again. If something is still not right, simply write back: {number} opens by itself then.\n{agent}",
        "Es läuft wieder. Wenn noch etwas nicht stimmt, antworte einfach: {number} öffnet sich dann von selbst.\n{agent}",
      ),
    },
  },
  macros: [
    {
      name: say("Take it and say so", "Übernehmen und Bescheid geben"),
      steps: [{ does: "take" }, { does: "status", category: "active" }, { does: "reply", module: "received" }],
    },
    {
      name: say("Ask back and wait", "Rückfragen und warten"),
      steps: [{ does: "take" }, { does: "reply", module: "question" }, { does: "status", category: "paused" }],
    },
    {
      name: say("Known fault of the VPN", "Bekannter Fehler im VPN"),
      steps: [
        { does: "label", label: "network" },
        { does: "category", category: "vpn" },
        { does: "priority", priority: "high" },
        {
          does: "note",
          text: say(
            "Same fault as on Friday: the tunnel ends after an hour. {agent} collects the reports.",
            "Derselbe Fehler wie am Freitag: Der Tunnel endet nach einer Stunde. {agent} sammelt die Meldungen.",
          ),
        },
        { does: "reply", module: "restart" },
      ],
    },
  ],
}
