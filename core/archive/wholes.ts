import { registries } from '#core/kernel/index'
import type { ArchiveKeep, ArchivePart, ArchiveWhole } from './types.ts'

/** A whole with everything that the plugins say of it. */
export interface ArchivedWhole extends ArchiveWhole {
  readonly parts: readonly ArchivePart[]
  readonly keeps: readonly ArchiveKeep[]
  /** All its tables, its own first. */
  readonly tables: readonly string[]
}

/** What may be archived, those that point to others before what they point to. */
export function archivedWholes(): ArchivedWhole[] {
  const all = registries().archives.all()
  const wholes = all.flatMap(({ whole }) => (typeof whole === 'string' ? [] : [whole]))
  return wholes.toReversed().map((whole) => {
    const of = all.filter((one) => one.whole === whole || one.whole === whole.record)
    const parts = of.flatMap((one) => one.parts ?? [])
    const keeps = of.flatMap((one) => one.keeps ?? [])
    const tables = [...new Set([whole.table, ...parts.map(({ table }) => table)])]
    return { ...whole, parts, keeps, tables }
  })
}

/** Every table that has a twin in the schema `archive`. */
export const archivedTables = (): string[] => [
  ...new Set(archivedWholes().flatMap(({ tables }) => tables)),
]
