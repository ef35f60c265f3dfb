import type { CivilDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import type { ActiveMeter, RemovedMeter } from '#plugins/metering/api'
import type { PremiseFacts } from '#plugins/registry/api'
import type { FrozenFacts } from '../domain/frozen_facts.ts'
import type { AveragePolicy } from '../domain/policy.ts'
import { swapResidual } from '../domain/swap_residual.ts'
import {
  type LastReal,
  type LastReading,
  type PastReading,
  averageOf,
  estimatesSince,
  historyOf,
  ownPast,
} from './past_readings.ts'

export interface Circumstances {
  readonly premise: PremiseFacts
  /** Fields that administrators added to premises, as this one has them. */
  readonly added: Readonly<Record<string, Json>> | undefined
  /** What other modules freeze of it. */
  readonly joined: Readonly<Record<string, Json>> | undefined
  readonly meter: ActiveMeter | undefined
  readonly last: LastReading | undefined
  /** The oldest first. */
  readonly removed: readonly RemovedMeter[]
  /** The last reading of each removed meter. */
  readonly lastOf: ReadonlyMap<bigint, LastReading>
  /** The last real reading of the premise, on whatever meter. */
  readonly lastReal: LastReal | undefined
  /** The newest first. */
  readonly past: readonly PastReading[]
  readonly policy: AveragePolicy
  /** First day of the holder, where averages are the holder's own. */
  readonly averageSince?: CivilDate | undefined
}

interface Previous {
  readonly reading: number | null
  readonly on: CivilDate | null
}

/** The last reading of the meter that hangs there now, or what stood on it when it was installed. */
function previousOf({ meter, last }: Circumstances): Previous {
  if (!meter) return { reading: null, on: null }
  if (last && last.read_on >= meter.installedOn) return { reading: last.reading, on: last.read_on }
  return { reading: meter.initialReading, on: meter.installedOn }
}

/** Meters that went after the last real reading, and what stood on each then. */
function swapOf({ removed, lastOf, lastReal }: Circumstances) {
  const gone = removed.filter(
    ({ removedOn, meterId }) =>
      lastReal === undefined ||
      removedOn > lastReal.read_on ||
      (removedOn === lastReal.read_on && lastReal.meter_id === meterId)
  )
  const meters = gone.map((meter) => {
    const last = lastOf.get(meter.meterId)
    const { number, digits, initialReading, finalReading } = meter
    const previousReading =
      last && last.read_on >= meter.installedOn ? last.reading : initialReading
    return { number, digits, previousReading, finalReading }
  })
  return swapResidual(meters, lastReal?.read_on ?? gone[0]?.installedOn ?? '')
}

/** The registry and the past of a premise in the form in which they are frozen (DECISIONS 51). */
export function freezeFacts(circumstances: Circumstances): FrozenFacts {
  const { premise, meter, past, policy, added, joined, averageSince } = circumstances
  const own = ownPast(past, averageSince)
  const previous = previousOf(circumstances)
  const swap = swapOf(circumstances)
  return {
    premise: String(premise.premiseId),
    registration_number: premise.registrationNumber,
    set_key: String(premise.setKey),
    kind: premise.kind,
    parent: textOf(premise.parentId),
    fraction: premise.fraction,
    holder: textOf(premise.holderId),
    holder_name: premise.holderName,
    taxpayer_id: premise.taxpayerId,
    address: premise.address,
    district: premise.district,
    zip_code: premise.zipCode,
    delivery_address: premise.deliveryAddress,
    economies: premise.economies.map(({ category, economies }) => ({ category, economies })),
    water: premise.water === null ? null : { situation: premise.water },
    sewage: premise.sewage && {
      situation: premise.sewage.situation,
      class: premise.sewage.class,
    },
    tariff_type: premise.tariffType,
    taps: premise.taps,
    collection_frequency: premise.collectionFrequency,
    waste_profile: premise.wasteProfile,
    ...(added && Object.keys(added).length ? { added } : {}),
    ...(joined ? { joined } : {}),
    due_day: premise.dueDay,
    meter: meter ? { number: meter.number, digits: meter.digits, size: meter.size } : null,
    previous_reading: previous.reading,
    previous_read_on: previous.on,
    billed_until: past[0]?.read_on ?? swap?.since ?? previous.on,
    swap,
    average_m3: averageOf(own, policy),
    ...(own !== past && own.some((month, place) => month !== past[place])
      ? { average_since: averageSince! }
      : {}),
    history: historyOf(own),
    estimates: estimatesSince(past, swap?.since ?? previous.on),
  }
}

const textOf = (id: bigint | null): string | null => (id === null ? null : String(id))
