import { Dec } from '#core/money/index'
import { type Tx, query } from '#core/database/index'
import type { CivilDate } from '#core/calendar/index'
import type {
  ConsumptionKind,
  FrozenFacts,
  ReadingResult,
  RebilledMonths,
} from '#plugins/readings/api'
import type { RecentSituations } from '#plugins/registry/api'
import type { AlternativeSource } from '../../domain/alternative_sources.ts'
import { type BillingFacts, withSituations } from '../../domain/billing_facts.ts'
import type { InvoiceChange, LeakService } from '../../domain/line_changes.ts'
import type { BillingSet } from '../../domain/premise_month.ts'
import { billingSets } from '../run/billing_sets.ts'

/** What tariffs ask of the registry, as a correction found it. */
export interface RegistryFacts extends Pick<
  FrozenFacts,
  | 'economies'
  | 'water'
  | 'sewage'
  | 'tariff_type'
  | 'taps'
  | 'collection_frequency'
  | 'waste_profile'
  | 'added'
> {
  /** Of connections that changed not long before; left out where none did, or of corrections made before it was kept. */
  readonly situations?: RecentSituations
}

/** What a correction changed of one premise of a billing set, on top of what the load and the critique said. */
export interface PremiseChange {
  readonly reading?: number
  readonly kind?: ConsumptionKind
  readonly measured_m3?: string | null
  /** After the critique, before the condominium's share. */
  readonly billed_m3?: string
  /** Estimated months that the corrected reading bills again; another volume alone bills none again. */
  readonly rebilled?: RebilledMonths | null
  readonly registry?: RegistryFacts
  /** What alternative sources count, as their readings stood at the correction. */
  readonly sources?: readonly AlternativeSource[]
  readonly removed?: readonly string[]
  readonly discounts?: Readonly<Partial<Record<LeakService, string>>>
  readonly due_on?: CivilDate
  readonly owed_since?: CivilDate
}

/** By premise: all that corrections changed of a billing set so far, so that any version of it is computed again alone. */
export type SetChanges = Readonly<Record<string, PremiseChange>>

const NONE: SetChanges = Object.freeze({})

/** A reading with its facts as a correction says them. */
export function correctedResult(result: ReadingResult, changes: SetChanges): ReadingResult {
  const change = changes[String(result.premiseId)]
  if (!change) return result
  return {
    ...result,
    facts: change.registry ? registered(result.facts, change.registry) : result.facts,
    reading: change.reading ?? result.reading,
    kind: change.kind ?? result.kind,
    measuredM3: change.measured_m3 === undefined ? result.measuredM3 : change.measured_m3,
    billedM3: change.billed_m3 ?? result.billedM3,
    rebilled: rebilledBy(result, change),
  }
}

function registered(facts: FrozenFacts, { situations, ...registry }: RegistryFacts): FrozenFacts {
  const billing = withSituations((facts.joined?.billing ?? {}) as BillingFacts, situations)
  const joined = { ...facts.joined, billing }
  const isJoined = facts.joined !== undefined || situations !== undefined
  return { ...facts, ...registry, ...(isJoined && { joined }) }
}

/** Another volume alone bills no estimated month again; what is settled in money stays settled. */
function rebilledBy({ rebilled }: ReadingResult, change: PremiseChange): RebilledMonths | null {
  if (change.rebilled !== undefined) return change.rebilled
  return change.billed_m3 === undefined || rebilled?.in_money ? rebilled : null
}

/** A billing set as corrections left it; `results` are those of the set, corrected already. */
export function correctedSets(
  results: readonly ReadingResult[],
  changes: SetChanges
): BillingSet[] {
  return billingSets(results).map((set) => ({
    ...set,
    months: set.months.map((month) => {
      const change = changes[String(month.premiseId)]
      if (!change) return month
      const { sources } = change
      return { ...month, ...(sources && { sources }), changes: invoiceChange(change) }
    }),
  }))
}

const invoiceChange = (change: PremiseChange): InvoiceChange => ({
  ...(change.due_on && { dueOn: change.due_on }),
  ...(change.owed_since && { owedSince: change.owed_since }),
  ...(change.removed && { removed: change.removed }),
  ...(change.discounts && { discounts: change.discounts }),
})

/** What some corrections changed, by correction. */
export async function changesOf(
  tx: Tx,
  correctionIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, SetChanges>> {
  if (correctionIds.length === 0) return new Map()
  const rows = await query<{ id: bigint; changes: string }>(
    tx,
    'select id, changes from billing_corrections where id = any(?::bigint[])',
    [correctionIds]
  )
  return new Map(rows.map(({ id, changes }) => [id, JSON.parse(changes) as SetChanges]))
}

/** What the latest correction of each of some sets changed; sets that nobody corrected are absent. */
export async function latestChanges(
  tx: Tx,
  invoices: readonly { readonly set_key: bigint; readonly correction_id: bigint | null }[]
): Promise<ReadonlyMap<bigint, SetChanges>> {
  const latest = new Map<bigint, bigint>()
  for (const { set_key: setKey, correction_id: id } of invoices) {
    if (id !== null && id > (latest.get(setKey) ?? 0n)) latest.set(setKey, id)
  }
  const changes = await changesOf(tx, [...latest.values()])
  return new Map([...latest].map(([setKey, id]) => [setKey, changes.get(id) ?? NONE]))
}

/** Whether two volumes are the same, whatever their zeros. */
export const isSameVolume = (one: string, other: string): boolean => Dec.of(one).eq(Dec.of(other))
