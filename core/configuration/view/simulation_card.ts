import type { Actor } from '#core/actions/index'
import { query } from '#core/database/index'
import { demandsOf, evidenceOf } from '../simulation/evidence.ts'
import { populationsFor } from '../simulation/scope.ts'
import type { Reader } from '../query.ts'
import type { Version } from '../versions.ts'
import { demandView, simulationView } from './simulation_view.ts'

const SHOWN = 3

/**
 * What the page of a version says of its simulations: which are demanded and missing, the newest ones, whether the person may
 * start one. Null where nothing past depends on the item.
 */
export async function simulationCard(reader: Reader, version: Version, actor: Actor) {
  const isOpen = version.status === 'draft' || version.status === 'in_review'
  const evidence = await evidenceOf(reader, version)
  const isConcerned = populationsFor(version).length > 0
  if (!evidence.length && !(isOpen && isConcerned)) return null
  const demands = isOpen ? await demandsOf(reader, version, actor.municipalityId) : []
  return {
    demands: demands.map(demandView),
    evidence: evidence.slice(0, SHOWN).map(simulationView),
    maySimulate: isOpen && isConcerned && actor.permissions.has('configuration.simulate'),
  }
}

/** How many simulations each version of an item has, for its list. */
export async function simulationCounts(
  reader: Reader,
  versions: readonly Pick<Version, 'id'>[]
): Promise<ReadonlyMap<bigint, number>> {
  const rows = await query<{ version_id: bigint; count: number }>(
    reader,
    `select version_id, count(*)::int as count from configuration_evidence
      where version_id = any(?::bigint[]) group by version_id`,
    [versions.map(({ id }) => id)]
  )
  return new Map(rows.map((row) => [row.version_id, row.count]))
}
