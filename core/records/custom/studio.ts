import db from '@adonisjs/lucid/services/db'
import type { StudioItem } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { conditionFacts } from '../write/form_conditions.ts'
import type { RecordField, RecordType } from '../types.ts'
import type { CustomContent } from './content.ts'

/** More rows than a list of choices is read with: the condition then takes the code as text. */
const MOST_CHOICES = 60

/** What the designer of fields needs: the record's own fields as conditions read them, and what records hold already. */
export async function fieldsStudio({ key, municipalityId }: StudioItem): Promise<Json> {
  const type = registries().records.find(key)
  if (!type?.hasCustomFields) return {}
  const fields = type.fields.filter(({ isReadOnly }) => !isReadOnly)
  return {
    record: type.title as unknown as Json,
    sections: [...new Set(fields.flatMap(({ section }) => section ?? []))],
    fields: fields.map(({ name, label, section }) => ({ name, label, section: section ?? null })),
    facts: await factsWithChoices(fields, municipalityId),
    approved: await approvedKeys(key, municipalityId),
    filled: await filledBy(type, municipalityId),
  }
}

/** As conditions are checked, with the choices in words where there are few. */
export async function factsWithChoices(
  fields: readonly RecordField[],
  municipalityId: bigint
): Promise<Json> {
  const facts: Record<string, Json> = {}
  for (const [name, schema] of Object.entries(conditionFacts(fields))) {
    const field = fields.find((one) => one.name === name)!
    facts[name] = { ...schema, ...(await choicesOf(field, municipalityId)) } as unknown as Json
  }
  return facts
}

async function choicesOf({ type, lookup, options }: RecordField, municipalityId: bigint) {
  const choices =
    type === 'lookup' && lookup
      ? await query<{ value: string; label: string }>(
          db,
          `select code as value, title as label from ${registries().records.get(lookup).table}
            where municipality_id = ? and is_active order by position, title limit ${MOST_CHOICES + 1}`,
          [municipalityId]
        )
      : (options ?? [])
  if (!choices.length || choices.length > MOST_CHOICES) return {}
  return {
    enum: [...choices.map(({ value }) => value), null],
    enumTitles: choices.map(({ label }) => label),
  }
}

const keysIn = (content: string) =>
  (JSON.parse(content) as CustomContent).fields.map((field) => field.key)

async function approvedKeys(key: string, municipalityId: bigint): Promise<Json> {
  const rows = await query<{ content: string }>(
    db,
    `select v.content from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.kind = 'custom-fields' and i.key = ? and v.status = 'approved'
        and (i.municipality_id = ? or i.municipality_id is null)`,
    [key, municipalityId]
  )
  return [...new Set(rows.flatMap(({ content }) => keysIn(content)))]
}

/** How many records hold a value of each added field. */
async function filledBy({ table }: RecordType, municipalityId: bigint): Promise<Json> {
  const rows = await query<{ key: string; count: bigint }>(
    db,
    `select key, count(*) from ${table}, jsonb_object_keys(custom) key where municipality_id = ? group by key`,
    [municipalityId]
  )
  return Object.fromEntries(rows.map(({ key, count }) => [key, Number(count)]))
}
