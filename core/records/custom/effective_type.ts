import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { municipalityOf, todayIn } from '#core/access/index'
import { type InForce, inForce, inForceWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { withStates } from '../workflow/states.ts'
import type { RecordType } from '../types.ts'
import { type CustomContent, activeFields, asRecordField, customName } from './content.ts'

/** What a record type became by some content; one content gives one object, so that what is compiled from it is kept. */
const made = new WeakMap<object, Map<RecordType, RecordType>>()
const contents = new WeakMap<RecordType, CustomContent>()

/** The fields that administrators added to a record type as it stands; none for the declared type itself. */
export const contentOf = (type: RecordType): CustomContent | undefined => contents.get(type)

/** A record type with the fields that administrators of a municipality added and are in force today. */
export async function effectiveType(
  declared: RecordType,
  municipalityId: bigint
): Promise<RecordType> {
  if (contents.has(declared)) return declared
  const type = await withStates(db, declared, municipalityId)
  if (!declared.hasCustomFields) return type
  const { timeZone } = await municipalityOf(municipalityId)
  const today = clock.today(timeZone)
  return joined(type, await inForce('custom-fields', declared.name, municipalityId, today))
}

/** As `effectiveType`, read inside a transaction. */
export async function effectiveWithin(
  tx: Pick<Tx, 'rawQuery'>,
  declared: RecordType,
  municipalityId: bigint
): Promise<RecordType> {
  if (contents.has(declared)) return declared
  const type = await withStates(tx, declared, municipalityId)
  if (!declared.hasCustomFields) return type
  const today = await todayIn(tx, municipalityId)
  const item = { kind: 'custom-fields', key: declared.name, municipalityId }
  return joined(type, await inForceWithin(tx, item, today))
}

function joined(declared: RecordType, version: InForce | null): RecordType {
  if (!version) return declared
  const content = version.content as unknown as CustomContent
  const known = made.get(content)?.get(declared)
  if (known) return known
  const type = extend(declared, content)
  contents.set(type, content)
  made.set(content, (made.get(content) ?? new Map()).set(declared, type))
  return type
}

function extend(declared: RecordType, content: CustomContent): RecordType {
  const fields = activeFields(content)
  const named = (chosen: typeof fields) => chosen.map(({ key }) => customName(key))
  return {
    ...declared,
    fields: [...declared.fields, ...fields.map(asRecordField)],
    list: {
      ...declared.list,
      columns: [...declared.list.columns, ...named(fields.filter((field) => field.isInList))],
      filters: [...declared.list.filters, ...named(fields.filter((field) => field.isFilter))],
    },
    search: [...declared.search, ...named(fields.filter((field) => field.isSearched))],
  }
}
