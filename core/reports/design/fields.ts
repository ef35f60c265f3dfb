import type { Actor } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import { registries } from '#core/kernel/index'
import {
  type FieldType,
  type RecordField,
  type RecordType,
  effectiveType,
  effectiveWithin,
} from '#core/records/index'
import type { FieldPath } from './content.ts'

/** A field that a composed report may use, with where it comes from. */
export interface Reach {
  readonly path: FieldPath
  readonly field: RecordField
  /** Record type that has the field. */
  readonly owner: RecordType
  /** Field of the source that points to the owner; null for a field of the source itself. */
  readonly via: RecordField | null
}

/** A source with everything that can be reached from it. */
export interface Source {
  readonly type: RecordType
  readonly reaches: ReadonlyMap<FieldPath, Reach>
}

/** The record types that somebody may compose reports of, by title. */
export function sourcesOf({ permissions }: Actor): RecordType[] {
  return registries()
    .records.all()
    .filter((type) => permissions.has(type.permissions.read))
    .sort((a, b) => a.title.many.localeCompare(b.title.many, 'pt-BR'))
}

const pointedTo = ({ type, record, lookup }: RecordField): string | undefined =>
  type === 'reference' ? record : type === 'lookup' ? lookup : undefined

interface Where {
  readonly municipalityId: bigint
  readonly within?: Tx | undefined
}

const full = (declared: RecordType, { municipalityId, within }: Where) =>
  within
    ? effectiveWithin(within, declared, municipalityId)
    : effectiveType(declared, municipalityId)

/**
 * What a report over a record type may use: its own fields, those that administrators added, and the fields of each record
 * that it points to. @returns null when no plugin that is on has the type.
 */
export async function sourceNamed(name: string, where: Where): Promise<Source | null> {
  const declared = registries().records.find(name)
  if (!declared) return null
  const type = await full(declared, where)
  const reaches = new Map<FieldPath, Reach>()
  for (const field of type.fields)
    reaches.set(field.name, { path: field.name, field, owner: type, via: null })
  for (const via of type.fields) {
    const target = registries().records.find(pointedTo(via) ?? '')
    if (!target) continue
    const owner = await full(target, where)
    for (const field of owner.fields) {
      const path = `${via.name}.${field.name}`
      reaches.set(path, { path, field, owner, via })
    }
  }
  return { type, reaches }
}

/** As `sourceNamed`, of the declarations alone: for checks that know no municipality. Added fields are not looked into. */
export function declaredReach(name: string, path: FieldPath): RecordField | 'added' | null {
  const declared = registries().records.find(name)
  const [first = '', second] = path.split('.')
  const field = declared?.fields.find((one) => one.name === first)
  const isAdded = (type: RecordType | undefined, key: string) =>
    type?.hasCustomFields && key.startsWith('custom_') ? 'added' : null
  if (second === undefined) return field ?? isAdded(declared, first)
  const target = field && registries().records.find(pointedTo(field) ?? '')
  return target?.fields.find((one) => one.name === second) ?? isAdded(target ?? undefined, second)
}

const CHOICES: ReadonlySet<FieldType> = new Set(['enum', 'boolean', 'reference', 'lookup'])
const NO_GROUPS: ReadonlySet<FieldType> = new Set([
  ...(['longtext', 'decimal', 'money', 'volume', 'taxpayer', 'phone', 'email'] as const),
])

export const isChoice = ({ type }: RecordField) => CHOICES.has(type)
export const mayGroup = ({ type }: RecordField) => !NO_GROUPS.has(type)

/** In words, as the list of fields of the designer shows it: `Localidade › Nome`. */
export const reachLabel = ({ field, via }: Reach): string =>
  via ? `${via.label} › ${field.label}` : field.label
