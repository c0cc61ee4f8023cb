import { createSignal, For, type JSX } from "solid-js"
import { render } from "solid-js/web"
import { Avatar } from "../../packages/client/src/parts/avatar.tsx"
import { DueDate } from "../../packages/client/src/parts/due-date.tsx"
import { LabelChip } from "../../packages/client/src/parts/label-chip.tsx"
import { PersonChip } from "../../packages/client/src/parts/person-chip.tsx"
import { hueOf } from "../../packages/client/src/parts/person-hue.ts"
import { PresenceFlag } from "../../packages/client/src/parts/presence-flag.tsx"
import { PriorityGlyph } from "../../packages/client/src/parts/priority-glyph.tsx"
import { ProgressMeter } from "../../packages/client/src/parts/progress-meter.tsx"
import { SpaceKindGlyph } from "../../packages/client/src/parts/space-kind-glyph.tsx"
import { StatusGlyph } from "../../packages/client/src/parts/status-glyph.tsx"
import { SyncIndicator } from "../../packages/client/src/parts/sync-indicator.tsx"
import { chooseLanguage, format, t } from "../../packages/client/src/text/index.ts"
import { AvatarStack } from "../../packages/client/src/ui/avatar-stack.tsx"
import { Button, IconButton } from "../../packages/client/src/ui/button.tsx"
import { Checkbox, Switch } from "../../packages/client/src/ui/checkbox.tsx"
import { Chip, FilterChip } from "../../packages/client/src/ui/chip.tsx"
import { DateButton } from "../../packages/client/src/ui/date-picker.tsx"
import { Dialog } from "../../packages/client/src/ui/dialog.tsx"
import { EmptyState } from "../../packages/client/src/ui/empty-state.tsx"
import { Field, Select, TextArea, TextInput } from "../../packages/client/src/ui/field.tsx"
import * as icons from "../../packages/client/src/ui/icons.ts"
import { Kbd } from "../../packages/client/src/ui/kbd.tsx"
import { announce, LiveRegion } from "../../packages/client/src/ui/live-region.tsx"
import { IconMenuButton, MenuButton, type MenuEntry } from "../../packages/client/src/ui/menu.tsx"
import { MenuPanel } from "../../packages/client/src/ui/menu-panel.tsx"
import { Overlays } from "../../packages/client/src/ui/overlays.tsx"
import { PickerButton } from "../../packages/client/src/ui/picker.tsx"
import { PopoverButton } from "../../packages/client/src/ui/popover.tsx"
import { ProgressBar } from "../../packages/client/src/ui/progress-bar.tsx"
import { TabBar, TabLink } from "../../packages/client/src/ui/tabs.tsx"
import { showToast, ToastRegion } from "../../packages/client/src/ui/toast.tsx"
import { TooltipHost } from "../../packages/client/src/ui/tooltip.tsx"
import "./gallery.css"

const TODAY = "2026-11-19"

/** Eight people whose ids happen to hash to the eight hues. */
const people = ["Ana", "Ben", "Chidi", "Dana", "Emil", "Fay", "Grete", "Hugo"].map((name, index) => {
  let id = name
  while (hueOf(id) !== index + 1) id += "-"
  return { id, name }
})
const [ana, ben, chidi] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]]

function Sample(props: { readonly title: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <div class="rows">{props.children}</div>
    </section>
  )
}

const menu = (): readonly MenuEntry[] => [
  { label: "Rename", icon: icons.pencilIcon, shortcut: "F2", onSelect: () => announce("Rename") },
  { label: "Assign", icon: icons.userIcon, shortcut: "a", onSelect: () => announce("Assign") },
  { label: "Set dates", icon: icons.calendarIcon, shortcut: "d", onSelect: () => announce("Set dates") },
  { kind: "separator" },
  { label: "Open as scenario", icon: icons.gitBranchIcon, onSelect: () => announce("Open as scenario") },
  {
    label: "Move to trash",
    icon: icons.trash2Icon,
    shortcut: "delete",
    danger: true,
    onSelect: () => announce("Trash"),
  },
]

function Gallery(): JSX.Element {
  const [name, setName] = createSignal("")
  const [isOn, setOn] = createSignal(true)
  const [isOpen, setOpen] = createSignal(false)
  const [assignees, setAssignees] = createSignal<readonly string[]>([ben.id])
  const [item, setItem] = createSignal<readonly string[]>([])
  const [due, setDue] = createSignal<string | undefined>("2026-11-25")
  const [role, setRole] = createSignal<"member" | "guest">("member")
  const manyItems = Array.from({ length: 10_000 }, (_, index) => ({
    id: `item-${index}`,
    label: `Load test number ${index}`,
    hint: `ERP-${index}`,
  }))

  return (
    <main class="gallery">
      <h1 class="visually-hidden">Parts of the screen</h1>
      <Sample title="Status categories">
        <For each={["backlog", "waiting", "active"] as const}>
          {category => (
            <span class="row">
              <StatusGlyph category={category} /> {t().statusCategories[category]}
            </span>
          )}
        </For>
        <span class="row">
          <StatusGlyph category="active" nearlyDone /> In review, still active
        </span>
        <For each={["paused", "done", "cancelled"] as const}>
          {category => (
            <span class="row">
              <StatusGlyph category={category} /> {t().statusCategories[category]}
            </span>
          )}
        </For>
      </Sample>

      <Sample title="Priority">
        <For each={["urgent", "high", "medium", "low", "none"] as const}>
          {priority => (
            <span class="row">
              <PriorityGlyph priority={priority} decorative /> {t().priorities[priority]}
            </span>
          )}
        </For>
        <span class="row">
          <SpaceKindGlyph kind="project" /> <SpaceKindGlyph kind="service" /> <SpaceKindGlyph kind="list" /> kinds of
          spaces
        </span>
      </Sample>

      <Sample title="Dates, durations, progress">
        <DueDate date="2026-11-17" today={TODAY} />
        <DueDate date="2026-11-20" today={TODAY} />
        <DueDate date="2026-11-27" today={TODAY} />
        <DueDate date="2026-11-12" today={TODAY} settled />
        <span class="numeric">
          {format().duration(1440)} · {format().duration(165)} · {format().duration(30)} ·{" "}
          {format().dateRange("2026-11-20", "2026-11-25")} · {format().percent(1.18)}
        </span>
        <ProgressMeter done={2} total={5} label="Checks" showsNumber width={64} tone="good" />
        <span class="row">
          <ProgressMeter done={3} total={5} label="Work" /> <ProgressMeter done={0} total={5} label="Work" />{" "}
          <ProgressMeter done={5} total={5} label="Work" />
        </span>
        <div class="wide">
          <ProgressBar share={0.4} label="Import" />
        </div>
      </Sample>

      <Sample title="People: resting, present, nobody">
        <span class="row">
          <For each={people}>{person => <Avatar person={person} size={28} />}</For>
        </span>
        <span class="row">
          <For each={people.slice(1, 4)}>{person => <Avatar person={person} size={24} present />}</For>
          <Avatar person={undefined} size={24} /> and{" "}
          <Avatar person={{ id: "p", name: "Paul", requester: true }} size={24} /> a requester
        </span>
        <span class="row">
          <For each={people}>{person => <Avatar person={person} />}</For>
          <Avatar person={{ id: "g", name: "Gone", gone: true }} size={24} />
          <AvatarStack people={people}>{person => <Avatar person={person} present />}</AvatarStack>
        </span>
        <span class="row">
          <PersonChip person={ana} onRemove={() => announce("removed")} />{" "}
          <PersonChip person={{ id: "x", name: "Xaver", gone: true }} /> <PersonChip person={undefined} />
        </span>
        <div class="card presence-outline" data-hue={hueOf(chidi.id)}>
          <PresenceFlag memberId={chidi.id}>Chidi</PresenceFlag>
          <span class="row">
            <StatusGlyph category="active" /> Bank statements
          </span>
        </div>
      </Sample>

      <Sample title="Buttons, chips, focus">
        <span class="row">
          <Button kind="primary">New item</Button>
          <Button>Share</Button>
          <Button kind="quiet" icon={icons.slidersHorizontalIcon}>
            Display
          </Button>
          <Button kind="danger">Leave</Button>
        </span>
        <span class="row">
          <Button id="focused">Focused</Button>
          <Button disabled>Off</Button>
          <Button icon={icons.plusIcon} shortcut="c">
            New ticket
          </Button>
          <Button size="small">Small</Button>
          <IconButton icon={icons.starIcon} label="Add to favourites" shortcut="g f" />
          <IconButton icon={icons.ellipsisIcon} label="More" size="small" />
        </span>
        <span class="row">
          <LabelChip name="Finance" />
          <Chip tone="late" icon={icons.calendarXIcon}>
            2 d late
          </Chip>
          <Chip tone="soon" icon={icons.triangleAlertIcon}>
            5 of 4
          </Chip>
          <Chip tone="good" icon={icons.checkIcon}>
            Met
          </Chip>
          <Chip tone="accent" icon={icons.listChecksIcon}>
            2 items
          </Chip>
          <LabelChip name="Removable" onRemove={() => announce("removed")} />
        </span>
        <span class="row">
          <FilterChip words="Status is not" value="Cancelled" onRemove={() => announce("removed")} />
          <FilterChip words="Due before" value="18 Dec" onRemove={() => announce("removed")} />
        </span>
        <TextInput value={name()} onValue={setName} placeholder="Name of the space" aria-label="Name of the space" />
        <TabBar label="Views">
          <TabLink href="#plan" icon={icons.squareChartGanttIcon} current={false}>
            Plan
          </TabLink>
          <TabLink href="#board" icon={icons.squareKanbanIcon} current>
            Board
          </TabLink>
          <TabLink href="#list" icon={icons.listIcon} current={false}>
            List
          </TabLink>
        </TabBar>
      </Sample>

      <Sample title="Menu">
        <div class="inline-menu">
          <MenuPanel label="Sample" entries={menu()} onClose={() => {}} />
        </div>
        <span class="row">
          <MenuButton id="open-menu" entries={menu} opens>
            Menu
          </MenuButton>
          <IconMenuButton icon={icons.ellipsisIcon} label="Options of Ready" entries={menu} align="end" />
          <PopoverButton
            id="open-popover"
            popoverLabel="Display"
            content={() => (
              <Switch checked={isOn()} onChange={setOn}>
                Sub-items
              </Switch>
            )}
          >
            Popover
          </PopoverButton>
          <Kbd keys="mod+k" /> <Kbd keys="g i" />
        </span>
      </Sample>

      <Sample title="Pickers">
        <span class="row">
          <PickerButton
            id="open-people"
            pickerLabel="Assignee"
            multiple
            options={people.map(person => ({
              id: person.id,
              label: person.name,
              glyph: () => <Avatar person={person} decorative />,
            }))}
            selected={assignees()}
            onChange={setAssignees}
            onCreate={created => announce(created)}
          >
            {assignees().length} people
          </PickerButton>
          <PickerButton id="open-items" pickerLabel="Parent" options={manyItems} selected={item()} onChange={setItem}>
            {item()[0] ?? "No parent"}
          </PickerButton>
          <DateButton id="open-date" dateLabel="Due" value={due()} today={TODAY} onPick={setDue} />
        </span>
        <div class="wide">
          <Field label="Relay" hint="The address that your administrator gave you." required>
            {attributes => (
              <TextInput {...attributes} value="https://relay.example" onValue={() => {}} icon={icons.globeIcon} />
            )}
          </Field>
        </div>
        <div class="wide">
          <Field label="Estimate" error="Write a duration like 30 min, 2 h or 3 d.">
            {attributes => <TextInput {...attributes} value="soon" onValue={() => {}} />}
          </Field>
        </div>
        <div class="wide">
          <Field label="Description">
            {attributes => <TextArea {...attributes} value={"Several\nlines\nof text"} onValue={() => {}} />}
          </Field>
        </div>
        <span class="row">
          <Select
            label="Role"
            value={role()}
            onValue={setRole}
            options={[
              { value: "member", label: "Member" },
              { value: "guest", label: "Guest" },
            ]}
          />
          <Checkbox checked={isOn()} onChange={setOn}>
            Selected
          </Checkbox>
          <Checkbox checked={isOn()} tone="done" onChange={setOn}>
            Checked
          </Checkbox>
          <Checkbox checked={false} mixed onChange={() => {}} label="Some" />
          <Checkbox checked={false} onChange={() => {}} label="None" />
          <Switch checked={isOn()} onChange={setOn} label="On" />
          <Switch checked={!isOn()} onChange={() => setOn(!isOn())} label="Off" />
        </span>
      </Sample>

      <Sample title="Sync state, toasts, dialog">
        <SyncIndicator sync={{ state: "synced" }} />
        <SyncIndicator sync={{ state: "saving" }} />
        <SyncIndicator sync={{ state: "offline", changes: 12 }} />
        <SyncIndicator sync={{ state: "refused", changes: 3 }} onOpen={() => announce("details")} />
        <SyncIndicator sync={{ state: "local-only" }} />
        <SyncIndicator sync={{ state: "not-saved", reason: "storageFull" }} />
        <span class="row">
          <Button
            id="open-toast"
            onClick={() =>
              showToast({
                text: t().toast.undone("due date of ERP-36"),
                icon: icons.undo2Icon,
                action: { label: t().general.redo, run: () => announce("redone") },
              })
            }
          >
            Toast
          </Button>
          <Button id="open-dialog" onClick={() => setOpen(true)}>
            Dialog
          </Button>
        </span>
        <Dialog
          open={isOpen()}
          onClose={() => setOpen(false)}
          title="Leave Northgate IT?"
          actions={
            <>
              <Button kind="quiet" onClick={() => setOpen(false)}>
                Stay
              </Button>
              <MenuButton id="dialog-menu" entries={menu}>
                Export first
              </MenuButton>
              <Button kind="danger" onClick={() => setOpen(false)}>
                Leave
              </Button>
            </>
          }
        >
          3 changes on this device have not been accepted. They leave with you if you export them first.
        </Dialog>
      </Sample>

      <Sample title="Empty state">
        <div class="frame wide">
          <EmptyState
            title="Nothing waits here"
            action={
              <Button icon={icons.plusIcon} shortcut="c">
                New ticket
              </Button>
            }
          >
            Tickets that people send to this desk arrive in this queue, next to break first.
          </EmptyState>
        </div>
      </Sample>
    </main>
  )
}

if (location.search === "?de") await chooseLanguage("de", [])

const root = document.getElementById("app")
if (root)
  render(
    () => (
      <>
        <Gallery />
        <Overlays />
        <ToastRegion />
        <TooltipHost />
        <LiveRegion />
      </>
    ),
    root,
  )
