import { type Json, type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { contentOf, effectiveWithin } from './effective_type.ts'
import { customFactsSchema } from './schema.ts'

export interface CustomFacts {
  /** JSON Schema of the facts of one record: every field is there, and what is empty is null. */
  readonly schema: Readonly<Record<string, unknown>>
  /** Facts by record id. */
  readonly facts: ReadonlyMap<bigint, Readonly<Record<string, Json>>>
}

/**
 * Values of the fields that administrators added, as facts for decisions: one query for any number of records. A record
 * without the column, or a type to which nothing was added, gives empty objects.
 */
export async function customFacts(
  tx: Pick<Tx, 'rawQuery'>,
  record: string,
  { municipalityId, ids }: { readonly municipalityId: bigint; readonly ids: readonly bigint[] }
): Promise<CustomFacts> {
  const declared = registries().records.get(record)
  const content = contentOf(await effectiveWithin(tx, declared, municipalityId)) ?? { fields: [] }
  const rows = content.fields.length
    ? await query<{ id: bigint; custom: Record<string, Json> }>(
        tx,
        `select id, custom from ${declared.table} where municipality_id = ? and id = any(?::bigint[])`,
        [municipalityId, ids.map(String)]
      )
    : []
  const kept = new Map(rows.map(({ id, custom }) => [id, custom]))
  const keys = content.fields.map(({ key }) => key)
  const factsOf = (id: bigint) =>
    Object.fromEntries(keys.map((key) => [key, kept.get(id)?.[key] ?? null]))
  return {
    schema: customFactsSchema(content),
    facts: new Map(ids.map((id) => [id, factsOf(id)])),
  }
}
