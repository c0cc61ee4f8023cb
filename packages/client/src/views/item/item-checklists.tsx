import { insertChecklistTemplate, saveChecklistTemplate } from "@weft/model/actions/checklist-template"
import { addChecks, createChecklist, renameChecklist, trashChecklist } from "@weft/model/actions/work"
import { newId, type ChecklistId, type ChecklistTemplateId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { Check, Checklist } from "@weft/model/schema/work"
import { createMemo, For, Show, type JSX } from "solid-js"
import { createRowsWhere } from "../../data/rows-where.ts"
import { LineInput } from "../../parts/line-input.tsx"
import { ProgressMeter } from "../../parts/progress-meter.tsx"
import { sameIds } from "../../parts/same-ids.ts"
import { openSmallForm } from "../../parts/small-form.tsx"
import { admin } from "../../text/admin.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { bookmarkPlusIcon, listChecksIcon, plusIcon, trash2Icon } from "../../ui/icons.ts"
import { MenuButton } from "../../ui/menu.tsx"
import { CheckRow } from "./check-row.tsx"
import { useItem } from "./item-context.ts"

/** The checklists of the item: rows that are on no list stand first, under a head of their own. */
export function ItemChecklists(): JSX.Element {
  const { space, id, act, key, workspace } = useItem()
  const lists = createRowsWhere("checklists", () => ({
    live: space.live,
    matches: list => list.item === id && list.deleted === null,
    compare: compareRanked,
  }))
  const checks = createRowsWhere("checks", () => ({
    live: space.live,
    matches: check => check.item === id && check.deleted === null,
    compare: compareRanked,
  }))
  const listIds = createMemo(() => lists().map(list => list.id))
  const isListed = (check: Check) => space.live.plain.checklists.has(check.checklist ?? "")
  const loose = createMemo(() => {
    const known = new Set<string>(listIds())
    // Rows of a list that is in the trash went there with it.
    return checks().filter(check => check.checklist === null || (!known.has(check.checklist) && !isListed(check)))
  })
  const addList = () =>
    act(
      createChecklist,
      { id: newId<ChecklistId>(workspace.random), item: id, name: t().item.checklist },
      itemPanel().did.checklist(key()),
    )
  const templates = createMemo(() => living(space.live.table("checklistTemplates")).sort(compareRanked))
  const insert = (template: ChecklistTemplateId) =>
    act(
      insertChecklistTemplate,
      { template, item: id, checklist: newId<ChecklistId>(workspace.random) },
      itemPanel().did.checklist(key()),
    )
  return (
    <>
      <Show when={loose().length > 0}>
        <ChecklistSection checks={loose()} list={null} />
      </Show>
      <For each={listIds()}>
        {listId => (
          <ChecklistSection
            checks={checks().filter(check => check.checklist === listId)}
            list={lists().find(list => list.id === listId) ?? null}
          />
        )}
      </For>
      <div class="item-adds">
        <Button kind="quiet" size="small" icon={plusIcon} class="item-add" onClick={addList}>
          {itemPanel().addChecklist}
        </Button>
        <Show when={templates().length > 0}>
          <MenuButton
            kind="quiet"
            size="small"
            icon={listChecksIcon}
            class="item-add"
            entries={() =>
              templates().map(({ id: template, name }) => ({ label: name, onSelect: () => insert(template) }))
            }
          >
            {itemPanel().fromTemplate}
          </MenuButton>
        </Show>
      </div>
    </>
  )
}

function ChecklistSection(props: { readonly list: Checklist | null; readonly checks: readonly Check[] }): JSX.Element {
  const { id, act, key, workspace } = useItem()
  const done = () => props.checks.filter(check => check.done).length
  const name = () => props.list?.name ?? t().item.checklist
  const ids = createMemo(() => props.checks.map(check => check.id), undefined, { equals: sameIds })
  const add = (titles: readonly string[]) =>
    act(
      addChecks,
      { item: id, checklist: props.list?.id ?? null, titles },
      itemPanel().did.checks(titles.length, key()),
    )
  const rename = (list: Checklist) => (text: string) =>
    void act(renameChecklist, { checklist: list.id, name: text }, itemPanel().did.checklist(key()))
  const save = (anchor: Element) =>
    openSmallForm({
      anchor,
      label: itemPanel().templateName,
      hint: itemPanel().templateHint,
      value: name(),
      done: t().general.save,
      onDone: text =>
        act(
          saveChecklistTemplate,
          {
            id: newId<ChecklistTemplateId>(workspace.random),
            item: id,
            checklist: props.list?.id ?? null,
            name: text,
          },
          admin().settings.did.template(text),
        ),
    })
  return (
    <section class="item-section" aria-label={name()}>
      <header class="item-section-head">
        <h3 class="item-section-name">
          <Show when={props.list} fallback={name()}>
            {list => <LineInput label={itemPanel().checklistName} value={list().name} onSave={rename(list())} />}
          </Show>
        </h3>
        <Show when={props.checks.length > 0}>
          <ProgressMeter done={done()} total={props.checks.length} label={name()} showsNumber width={64} tone="good" />
        </Show>
        <span class="item-head-space" />
        <Show when={props.checks.length > 0}>
          <IconButton
            class="item-section-action"
            icon={bookmarkPlusIcon}
            size="small"
            label={itemPanel().saveTemplate}
            aria-haspopup="dialog"
            onClick={event => save(event.currentTarget)}
          />
        </Show>
        <Show when={props.list}>
          {list => (
            <IconButton
              class="item-section-action"
              icon={trash2Icon}
              size="small"
              label={itemPanel().deleteChecklist}
              onClick={() => act(trashChecklist, { checklist: list().id }, itemPanel().did.checklist(key()))}
            />
          )}
        </Show>
      </header>
      <ul class="checks">
        <For each={ids()}>{check => <CheckRow id={check} siblings={props.checks} />}</For>
      </ul>
      <LineInput
        class="item-add-line"
        label={itemPanel().addCheckTo(name())}
        value=""
        placeholder={t().item.addCheck}
        stays
        onSave={text => void (text.trim() !== "" && add([text]))}
        onPasteLines={add}
      />
    </section>
  )
}
