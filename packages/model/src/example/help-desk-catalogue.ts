import type { CatalogueStory } from "./catalogue-story.ts"
import { say } from "./story.ts"

/** The teams that take part in requests, beside the whole team. */
export const WORKPLACE_TEAM = say("Workplace", "Arbeitsplatz")
export const ACCOUNTS_TEAM = say("Accounts", "Konten")

/** What the help desk offers, and what was asked for lately. */
export const HELP_DESK_CATALOGUE: CatalogueStory = {
  type: "request",
  services: [
    {
      name: say("Workplace", "Arbeitsplatz"),
      about: say(
        "Devices to work with, from the first day to the last.",
        "Geräte zum Arbeiten, vom ersten bis zum letzten Tag.",
      ),
      owner: "ben",
      offerings: [
        {
          key: "laptop",
          title: say("New laptop", "Neuer Laptop"),
          about: say(
            "A laptop with everything that is needed on the first day, set up and handed over.",
            "Ein Laptop mit allem, was man am ersten Tag braucht, eingerichtet und übergeben.",
          ),
          cost: { amount: 128_000, currency: "EUR", shownTo: "everybody" },
          priority: "medium",
          form: [
            {
              key: "model",
              kind: "select",
              label: say("Model", "Modell"),
              isRequired: true,
              options: {
                light: say("Light, 13 inches", "Leicht, 13 Zoll"),
                standard: say("Standard, 15 inches", "Standard, 15 Zoll"),
                strong: say("For drawings and numbers", "Für Zeichnungen und Zahlen"),
              },
            },
            {
              key: "reason",
              kind: "long-text",
              label: say("What is it for?", "Wofür wird er gebraucht?"),
              isRequired: true,
              shownIf: { field: "model", value: "strong" },
            },
            {
              key: "screen",
              kind: "flag",
              label: say("With a screen for the desk", "Mit Bildschirm für den Schreibtisch"),
            },
            { key: "needed", kind: "date", label: say("Needed by", "Gebraucht bis") },
          ],
          approval: { needed: 1, of: ["ana", "david"] },
          tasks: [
            { key: "order", title: say("Order the laptop", "Laptop bestellen"), by: "finn", workingDays: 1 },
            {
              key: "screen",
              title: say("Order the screen", "Bildschirm bestellen"),
              by: "finn",
              workingDays: 1,
              onlyIf: { field: "screen", value: "true" },
            },
            {
              key: "set-up",
              title: say("Set it up", "Gerät einrichten"),
              by: WORKPLACE_TEAM,
              workingDays: 4,
              after: ["order", "screen"],
            },
            {
              key: "hand-over",
              title: say("Hand it over", "Gerät übergeben"),
              by: WORKPLACE_TEAM,
              workingDays: 5,
              after: ["set-up"],
            },
          ],
        },
        {
          key: "swap",
          title: say("Repair or exchange", "Reparatur oder Tausch"),
          about: say("Something is broken and has to work again soon.", "Etwas ist kaputt und muss bald wieder gehen."),
          priority: "high",
          form: [
            { key: "device", kind: "text", label: say("Which device?", "Welches Gerät?"), isRequired: true },
            { key: "what", kind: "long-text", label: say("What happened?", "Was ist passiert?"), isRequired: true },
            {
              key: "replacement",
              kind: "flag",
              label: say("A device is needed meanwhile", "Solange wird ein Ersatz gebraucht"),
            },
          ],
        },
      ],
    },
    {
      name: say("Accounts and access", "Konten und Zugriffe"),
      about: say("Who may open what, and how they get in.", "Wer was öffnen darf, und wie man hineinkommt."),
      owner: "clara",
      offerings: [
        {
          key: "folder",
          title: say("Access to a folder", "Zugriff auf einen Ordner"),
          about: say(
            "To read or to write, as long as it is needed. Whoever owns the folder is asked.",
            "Lesend oder schreibend, solange es gebraucht wird. Gefragt wird, wem der Ordner gehört.",
          ),
          form: [
            {
              key: "folder",
              kind: "text",
              label: say("Folder", "Ordner"),
              help: say("Its path, as the address bar shows it", "Sein Pfad, wie ihn die Adresszeile zeigt"),
              isRequired: true,
            },
            {
              key: "right",
              kind: "select",
              label: say("To do what?", "Wozu?"),
              isRequired: true,
              options: {
                read: say("To read", "Zum Lesen"),
                write: say("To read and write", "Zum Lesen und Schreiben"),
              },
            },
            { key: "until", kind: "date", label: say("Until", "Bis") },
            { key: "owner", kind: "person", label: say("Who owns the folder?", "Wem gehört der Ordner?") },
          ],
          approval: { needed: 1, of: ["clara"] },
        },
        {
          key: "onboarding",
          title: say("New colleague", "Neue Kollegin, neuer Kollege"),
          about: say(
            "Everything that has to be ready on the first day: account, workplace, access, introduction.",
            "Alles, was am ersten Tag bereit sein muss: Konto, Arbeitsplatz, Zugriffe, Einweisung.",
          ),
          form: [
            { key: "name", kind: "text", label: say("Name", "Name"), isRequired: true },
            { key: "starts", kind: "date", label: say("First day", "Erster Tag"), isRequired: true },
            {
              key: "department",
              kind: "select",
              label: say("Department", "Abteilung"),
              isRequired: true,
              options: {
                accounting: say("Accounting", "Buchhaltung"),
                sales: say("Sales", "Vertrieb"),
                warehouse: say("Warehouse", "Lager"),
              },
            },
            { key: "laptop", kind: "flag", label: say("Needs a laptop", "Braucht einen Laptop") },
          ],
          tasks: [
            { key: "account", title: say("Create the account", "Konto anlegen"), by: ACCOUNTS_TEAM, workingDays: 1 },
            {
              key: "access",
              title: say("Open folders and mailboxes", "Ordner und Postfächer freigeben"),
              by: ACCOUNTS_TEAM,
              workingDays: 2,
              after: ["account"],
            },
            {
              key: "workplace",
              title: say("Prepare desk and laptop", "Schreibtisch und Laptop vorbereiten"),
              by: WORKPLACE_TEAM,
              workingDays: 3,
              onlyIf: { field: "laptop", value: "true" },
            },
            {
              key: "erp",
              title: say(
                "Add to the ERP, with the roles of the department",
                "Im ERP anlegen, mit den Rollen der Abteilung",
              ),
              by: say("IT", "IT"),
              workingDays: 3,
              after: ["account"],
            },
            {
              key: "welcome",
              title: say("Show around on the first day", "Am ersten Tag herumführen"),
              by: "elif",
              workingDays: 6,
              after: ["access", "workplace", "erp"],
            },
          ],
        },
      ],
    },
    {
      name: say("Business applications", "Anwendungen"),
      about: say(
        "ERP, reports and forms, as the departments need them.",
        "ERP, Berichte und Formulare, wie die Abteilungen sie brauchen.",
      ),
      owner: "david",
      offerings: [
        {
          key: "report",
          title: say("New report", "Neuer Bericht"),
          about: say("Numbers from the ERP, once or every month.", "Zahlen aus dem ERP, einmal oder jeden Monat."),
          level: say("within two weeks", "binnen zwei Wochen"),
          form: [
            {
              key: "question",
              kind: "long-text",
              label: say("What shall it answer?", "Was soll er beantworten?"),
              isRequired: true,
            },
            { key: "readers", kind: "number", label: say("How many read it?", "Wie viele lesen ihn?") },
            { key: "monthly", kind: "flag", label: say("Every month", "Jeden Monat") },
          ],
        },
      ],
    },
  ],
  requests: [
    {
      offering: "onboarding",
      on: -4,
      by: "clara",
      from: "Karin",
      owner: "clara",
      reply: say(
        "Thank you, Karin. Everything will be ready for Jonas the day before he begins.",
        "Danke, Karin. Am Tag bevor Jonas anfängt, ist alles für ihn bereit.",
      ),
      title: say("Jonas begins in sales", "Jonas fängt im Vertrieb an"),
      answers: { name: "Jonas", starts: { day: 3 }, department: "sales", laptop: true },
      done: [
        { task: "account", by: "clara", on: -3 },
        { task: "access", by: "elif", on: -1 },
      ],
    },
    {
      offering: "laptop",
      on: -2,
      by: "finn",
      from: "Miriam",
      owner: "ben",
      reply: say(
        "We have ordered it. As soon as it is here we will set it up for you.",
        "Er ist bestellt. Sobald er da ist, richten wir ihn für dich ein.",
      ),
      title: say("Laptop for Miriam", "Laptop für Miriam"),
      answers: { model: "standard", screen: true, needed: { day: 6 } },
      done: [{ task: "order", by: "finn", on: -1 }],
    },
    {
      offering: "folder",
      on: 0,
      by: "ana",
      from: "Oskar",
      title: say("Oskar needs the price lists", "Oskar braucht die Preislisten"),
      answers: { folder: "\\\\files\\sales\\prices", right: "read", owner: { member: "david" } },
    },
  ],
}
