type Detail = Readonly<Record<string, string | number>>

type Reason =
  | "exists"
  | "not-found"
  | "title-missing"
  | "name-missing"
  | "text-missing"
  | "session-over"
  | "no-ballot"
  | "estimate-negative"
  | "timer-out-of-range"
  | "would-cycle"
  | "same-item"
  | "status-missing"
  | "transition-forbidden"
  | "taken-already"
  | "merged-already"
  | "variable-unfilled"
  | "module-missing"
  | "macro-empty"
  | "macro-unreadable"
  | "type-missing"
  | "label-missing"
  | "category-missing"
  | "member-missing"
  | "team-missing"
  | "last-board"
  | "last-status"
  | "last-type"
  | "last-transition"
  | "same-member"
  | "limit-not-positive"
  | "checklist-empty"
  | "too-many"
  | "link-to-own-summary"
  | "link-closes-ring"
  | "dates-from-below"
  | "already-begun"
  | "already-finished"
  | "duration-negative"
  | "units-not-positive"
  | "date-missing"
  | "percent-out-of-range"
  | "priority-out-of-range"
  | "finish-before-start"
  | "nothing-above"
  | "already-at-top"
  | "nothing-planned"
  | "project-closed"
  | "charter-incomplete"
  | "closing-unsettled"
  | "step-not-possible"
  | "not-closed"
  | "no-approver"
  | "gate-without-approvers"
  | "approval-expired"
  | "grade-out-of-range"
  | "not-a-day"
  | "period-backwards"
  | "period-too-long"
  | "measure-unknown"
  | "goal-not-possible"
  | "outcome-missing"
  | "review-day-missing"
  | "amount-not-possible"
  | "currency-unknown"
  | "calendar-ring"
  | "hours-overlap"
  | "forbidden"
  | "too-old"
  | "was-refused"
  | "same-space"
  | "template-too-large"
  | "field-missing"
  | "guest-has-no-parent"
  | "finished-at-home"
  | "not-readable"
  | "unknown-at-home"
  | "only-at-home"
  | "mail-not-possible"
  | "mail-taken"
  | "domain-not-possible"
  | "domain-taken"
  | "too-many-domains"
  | "no-ticket"
  | "nothing-follows"
  | "category-not-for-type"
  | "category-in-itself"
  | "category-too-deep"
  | "nothing-to-undo"
  | "nothing-to-redo"
  | "answer-missing"
  | "answer-too-long"
  | "answer-no-number"
  | "answer-no-day"
  | "answer-no-option"
  | "answer-no-person"
  | "answer-no-item"
  | "offering-not-live"
  | "offering-changed"
  | "offering-unpublished"
  | "newer-version"
  | "no-ticket-type"
  | "space-not-here"
  | "retired-before-published"
  | "field-label-missing"
  | "field-options-missing"
  | "option-label-missing"
  | "condition-not-above"
  | "audience-without-organisations"
  | "task-title-missing"
  | "task-waits-below"
  | "promises-nothing"
  | "outage-over"
  | "ends-before-it-begins"
  | "not-a-share"
  | "chosen-already"
  | "not-exempt"
  | "reason-too-long"
  | "reason-missing"
  | "same-target"
  | "bad-promise"
  | "held-without-conditions"
  | "condition-without-values"
  | "bad-step"
  | "empty-step"
  | "terms-too-many"
  | "published-already"
  | "policy-retired"
  | "no-working-time"
  | "unknown-zone"
  | "bad-span"
  | "turns-out-of-range"
  | "not-a-time"

/** What a refused action says, by its reason. */
export const refusals: Record<Reason, (detail: Detail) => string> = {
  exists: () => "That is there already",
  "not-found": () => "That is no longer here",
  "title-missing": () => "Write a title first",
  "name-missing": () => "Write a name first",
  "checklist-empty": () => "Write a check first",
  "too-many": () => "That is more than a template holds",
  "session-over": () => "This planning session is over",
  "no-ballot": () => "Nothing is voted on now",
  "estimate-negative": () => "An estimate cannot be less than nothing",
  "timer-out-of-range": detail => `Give it more than nothing, and at most ${detail["most"]} minutes`,
  "text-missing": () => "Write something first",
  "would-cycle": () => "An item cannot be inside itself",
  "same-item": () => "An item cannot be related to itself",
  "status-missing": () => "That status was deleted",
  "variable-unfilled": detail => `Nobody knows {${detail["variable"]}} here: fill it in, or take it out`,
  "module-missing": () => "A text module that is used there was deleted, or says nothing",
  "macro-empty": () => "Give it a step first",
  "macro-unreadable": () => "It has a step that this version does not know",
  "type-missing": () => "That type was deleted",
  "label-missing": () => "That label was deleted",
  "category-missing": () => "That category was deleted",
  "member-missing": () => "That person is not here any more",
  "team-missing": () => "That team is not here any more",
  "merged-already": detail => `“${detail["item"] ?? ""}” is merged with it already`,
  "taken-already": detail => (detail["by"] ? `${detail["by"]} has it already` : "Somebody has it already"),
  "transition-forbidden": detail => `The workflow does not let “${detail["item"]}” go to ${detail["status"]}`,
  "last-board": () => "A space keeps at least one board",
  "last-status": () => "A space keeps at least one status",
  "last-type": () => "A space keeps at least one type",
  "last-transition": () => "At least one transition stays allowed",
  "same-member": () => "That is the same person",
  "limit-not-positive": () => "A limit is a whole number from 1",
  "link-to-own-summary": () => "An item cannot wait for what it lies in",
  "link-closes-ring": detail => `That would close a ring: ${detail["ring"]}`,
  "dates-from-below": () => "An item with others below it gets its dates from them",
  "already-begun": () => "That has begun, so it stays where it is",
  "already-finished": () => "That is finished, so it stays where it is",
  "duration-negative": () => "A duration cannot be negative",
  "units-not-positive": () => "Units are more than nothing",
  "date-missing": () => "Choose a date first",
  "percent-out-of-range": () => "Progress is a whole number from 0 to 100",
  "priority-out-of-range": () => "A priority is a whole number from 0 to 1000",
  "finish-before-start": () => "The end cannot be before the beginning",
  "nothing-above": () => "There is nothing above to put it under",
  "already-at-top": () => "That is at the top already",
  "nothing-planned": () => "There is nothing to take down yet",
  "project-closed": () => "This project is closed; open it again to change it",
  "charter-incomplete": () => "Write the goal, the dates and the sponsor first",
  "closing-unsettled": () => "Settle what is open first, or say that it may stay",
  "step-not-possible": () => "The project is not that far",
  "not-closed": () => "This project is not closed",
  "no-approver": () => "Only its approvers can say that",
  "gate-without-approvers": () => "Choose who approves it first",
  "approval-expired": () => "The last day for that has passed",
  "grade-out-of-range": () => "A grade is from 1 to 5",
  "not-a-day": detail => `“${detail["day"] ?? ""}” is no day. Write one such as 2026-11-20`,
  "period-backwards": () => "The period ends before it begins",
  "period-too-long": detail => `A period has at most ${detail["days"] ?? ""} days`,
  "measure-unknown": () => "This is measured by something that reports here do not know",
  "goal-not-possible": () => "The goal cannot be: a share is from 0 to 100 %, and no number is below zero",
  "outcome-missing": () => "Say in a note what came of it first",
  "review-day-missing": () => "Say on which day it is looked at next",
  "amount-not-possible": () => "Write an amount from 0",
  "currency-unknown": () => "Write three letters, such as EUR",
  "calendar-ring": () => "A calendar cannot derive from itself",
  "hours-overlap": () => "These hours overlap or run backwards",
  forbidden: () => "You may look at this, but not change it",
  "too-old": () => "This version is too old to change anything here. Reload to get the new one",
  "was-refused": () => "The server had refused that step, so there is nothing to undo",
  "template-too-large": detail =>
    `That is ${detail["percent"]} % of what a template holds. Save it without its items, or with fewer`,
  "field-missing": () => "This space lacks the field that the columns or lanes show",
  "same-space": () => "That lies in this space already",
  "guest-has-no-parent": () => "What lies in another space stands below nothing here, and nothing below it",
  "finished-at-home": detail => `“${detail["item"]}” is finished in its own space. Take it up again there`,
  "not-readable": () => "That can only be changed where its own space can be opened",
  "unknown-at-home": () => "Its own space has nothing of that name",
  "only-at-home": () => "That is done in its own space",
  "mail-not-possible": () => "That is no mail address",
  "mail-taken": detail => `${detail["name"]} has that mail address already`,
  "domain-not-possible": detail => `“${detail["domain"]}” is no domain. Write it like example.org`,
  "domain-taken": detail => `${detail["name"]} has the domain ${detail["domain"]} already`,
  "too-many-domains": detail => `An organisation has at most ${detail["most"]} domains`,
  "no-ticket": () => "Only a ticket can be that",
  "nothing-follows": () => "Choose impact or urgency first",
  "category-not-for-type": detail => `“${detail["name"]}” is not for tickets of this type`,
  "category-in-itself": () => "A category cannot be inside itself",
  "category-too-deep": detail => `Categories have at most ${detail["most"]} levels`,
  "nothing-to-undo": () => "There is nothing to undo",
  "nothing-to-redo": () => "There is nothing to redo",
  "reason-missing": () => "Say why",
  "reason-too-long": detail => `A reason has at most ${detail["most"]} letters`,
  "not-exempt": () => "It is counted already",
  "chosen-already": () => "That is the promise already",
  "not-a-share": () => "A promise is a share between 0 and 100 %",
  "ends-before-it-begins": () => "It has to end after it began",
  "outage-over": () => "It is over already",
  "promises-nothing": () => "Nothing is promised yet",
  "same-target": () => "The same is promised twice",
  "bad-promise": () => "A promise is a whole number of minutes, hours or days, and more than nothing",
  "held-without-conditions": () => "Say first as long as what its clock runs",
  "condition-without-values": () => "Choose what the ticket has to be",
  "bad-step": () => "A step of a promise in hours lies minutes or hours before or after it",
  "empty-step": () => "Say what each step does",
  "terms-too-many": detail => `That is more than is read: at most ${detail["most"]}`,
  "published-already": () => "This was published: it can be retired, and nothing else of it changed",
  "policy-retired": () => "This promise is retired; take its end back first",
  "no-working-time": () => "These hours leave no working time at all, so no clock could run",
  "unknown-zone": detail => `There is no time zone “${detail["zone"] ?? ""}”. Choose one such as Europe/Berlin`,
  "bad-span": () => "A span of hours overlaps another, runs backwards or leaves its day",
  "answer-missing": () => "This has to be answered",
  "answer-too-long": () => "This is more than an answer holds",
  "answer-no-number": () => "Write a number",
  "answer-no-day": () => "Choose a day",
  "answer-no-option": () => "Choose one of the options",
  "answer-no-person": () => "Choose somebody of the team",
  "answer-no-item": () => "Choose an item of this space",
  "offering-not-live": detail => `“${detail["offering"]}” cannot be asked for today`,
  "offering-changed": () => "This offering says something else by now. Look at it again",
  "offering-unpublished": () => "Publish a version first, so that it can be asked for",
  "newer-version": detail =>
    `Somebody published version ${detail["version"]} meanwhile. Look at it before you publish yours`,
  "no-ticket-type": () => "This space has no type that is one of tickets",
  "space-not-here": () => "A space that tasks are made in is not here, or you cannot open it",
  "retired-before-published": () => "The day it ends has to come after the day it begins",
  "field-label-missing": () => "Every field needs a label",
  "field-options-missing": () => "A choice needs at least one option",
  "option-label-missing": () => "Every option needs a name",
  "condition-not-above": () => "A condition has to be about a field above",
  "audience-without-organisations": () => "Choose for which organisations it is",
  "task-title-missing": () => "Every task needs a title",
  "task-waits-below": () => "A task can only wait for tasks above it",
  "turns-out-of-range": detail => `Turns and the days of each are whole numbers, at most ${detail["most"]}`,
  "not-a-time": () => "That is no time of day",
}
