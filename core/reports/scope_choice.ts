import { type RefMonth, isRefMonth, refMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'
import type { BridgeScope } from './types.ts'

export interface ScopeGroup {
  readonly id: bigint
  readonly code: string
  readonly name: string
}

/** The record type that scopes name; without the plugin that has it there is nothing to close. */
const GROUPS = 'registry.billing_groups'

/** The groups of a municipality that people may choose from. */
export async function scopeGroups(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<ScopeGroup[]> {
  const type = registries().records.find(GROUPS)
  if (!type) return []
  return query<ScopeGroup>(
    reader,
    `select id, code, name from ${type.table} where municipality_id = ? order by code`,
    [municipalityId]
  )
}

export interface WantedScope {
  readonly municipalityId: bigint
  /** Id or code. */
  readonly group: string
  /** `2026-11`. */
  readonly reference: string
}

export interface ChosenScope extends BridgeScope {
  readonly group: ScopeGroup
}

/** @throws BusinessError E_REPORTS_GROUP, E_REPORTS_REFERENCE */
export function chooseScope(
  groups: readonly ScopeGroup[],
  { municipalityId, group, reference }: WantedScope
): ChosenScope {
  const found =
    groups.find(({ code }) => code === group) ?? groups.find(({ id }) => String(id) === group)
  if (!found) throw errors.E_REPORTS_GROUP({ group })
  return {
    municipalityId,
    billingGroupId: found.id,
    reference: monthOfText(reference),
    group: found,
  }
}

function monthOfText(text: string): RefMonth {
  if (!isRefMonth(text)) throw errors.E_REPORTS_REFERENCE({ reference: text })
  return refMonth(text)
}
