import type { ContentPlace, Reader } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { type CustomField, activeFields, asRecordField, customName } from '../custom/content.ts'
import { contentOf, effectiveWithin } from '../custom/effective_type.ts'
import { columnSql } from '../query/columns.ts'
import type { RecordType } from '../types.ts'
import type { WorkflowContent } from './types.ts'

/** Names of the facts that an expression reads, wherever they stand in it. */
function namesRead(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(namesRead)
  if (typeof expression !== 'object' || expression === null) return []
  return Object.entries(expression).flatMap(([operator, inner]) =>
    operator === 'var' ? [inner].flat().map(String) : namesRead(inner)
  )
}

const activeOf = async (reader: Reader, record: string, municipalityId: bigint) => {
  const type = registries().records.find(record)
  if (!type?.hasCustomFields) return []
  const content = contentOf(await effectiveWithin(reader, type, municipalityId))
  return content ? activeFields(content) : []
}

/** A workflow with the added fields that its conditions read, and no other. */
export async function withAddedFields(reader: Reader, place: ContentPlace): Promise<Json> {
  const { states, transitions } = place.content as unknown as WorkflowContent
  const read = new Set(transitions.flatMap(({ when }) => namesRead(when)))
  const active = await activeOf(reader, place.key, place.municipalityId)
  const fields = active.filter(({ key }) => read.has(customName(key)))
  return { states, transitions, ...(fields.length ? { fields } : {}) } as unknown as Json
}

/** Added fields that conditions read and that the municipality no longer has, or has as something else. */
export async function addedFieldIssues(reader: Reader, place: ContentPlace): Promise<Issue[]> {
  const { fields = [] } = place.content as unknown as WorkflowContent
  if (!fields.length) return []
  const active = await activeOf(reader, place.key, place.municipalityId)
  return fields
    .filter(({ key, type }) => !active.some((one) => one.key === key && one.type === type))
    .map(({ key, label }) => ({
      code: 'unknown_field',
      severity: 'critical',
      path: '/transitions',
      message: `Uma condição lê o campo adicionado “${label}” (${key}), que não está ativo neste cadastro. Ative-o ou tire-o da condição.`,
    }))
}

/** The added fields of a workflow as its conditions read them: nothing hides or asks them here. */
export const addedFacts = ({ fields = [] }: Pick<WorkflowContent, 'fields'>) =>
  fields.map((field: CustomField) => ({
    ...asRecordField(field),
    visibleWhen: undefined,
    requiredWhen: undefined,
  }))

/** A row with the values that a workflow's conditions read of the added fields, those taken away since included. */
export async function withAddedValues<R extends { readonly id: bigint }>(
  reader: Pick<Tx, 'rawQuery'>,
  { table }: RecordType,
  { content }: { readonly content: WorkflowContent },
  row: R
): Promise<R> {
  const facts = addedFacts(content)
  if (!facts.length) return row
  const [added] = await query<Record<string, unknown>>(
    reader,
    `select ${facts.map((field) => `${columnSql(field)} as ${field.name}`).join(', ')} from ${table} where id = ?`,
    [row.id]
  )
  return { ...row, ...added }
}
