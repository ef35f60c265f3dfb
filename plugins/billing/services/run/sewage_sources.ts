import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { type CountedSources, keepSourceMonths, sourceVolumes } from '#plugins/readings/api'
import type { LiveOfPremise } from '../../domain/compose_types.ts'
import type { BillingSet, PremiseMonth } from '../../domain/premise_month.ts'

interface Counting {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  /** Readings of sources made until this day count. */
  readonly issuedOn: CivilDate
  readonly live: ReadonlyMap<bigint, LiveOfPremise>
}

/** Live facts with what the alternative sources of each premise count in the month: frozen with its invoice (DECISIONS 12). */
export async function withSources(
  tx: Tx,
  sets: readonly BillingSet[],
  { municipalityId, reference, issuedOn: by, live }: Counting
): Promise<ReadonlyMap<bigint, LiveOfPremise>> {
  const months = sets.flatMap((set) => set.months)
  const counted = await sourceVolumes(tx, {
    ...{ municipalityId, reference, by, months: months.map(periodOf) },
  })
  if (counted.size === 0) return live
  const all = new Map(live)
  for (const { premiseId, kind, holderId } of months) {
    const sources = counted.get(premiseId)
    if (!sources || kind === 'condominium_master') continue
    all.set(premiseId, {
      ...(holderId === null ? {} : { holderId }),
      ...{ credits: [], pending: [], ...live.get(premiseId), sources },
    })
  }
  return all
}

/** The consumption period of a month, as sources are asked for it. */
export const periodOf = ({ premiseId, previousReadOn, readOn }: PremiseMonth) => ({
  ...{ premiseId, from: previousReadOn, until: readOn },
})

interface Counted {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly live: ReadonlyMap<bigint, LiveOfPremise>
}

/** Months that were billed, or read and exempt of everything, have counted their sources. */
export async function keepCounted(
  tx: Tx,
  months: readonly PremiseMonth[],
  { municipalityId, reference, live }: Counted
): Promise<void> {
  const counted = months.flatMap(({ premiseId }): CountedSources[] => {
    const sources = live.get(premiseId)?.sources
    return sources ? [{ premiseId, sources }] : []
  })
  await keepSourceMonths(tx, { municipalityId, reference, counted })
}
