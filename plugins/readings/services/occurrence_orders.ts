import { todayIn } from '#core/access/index'
import type { Tx } from '#core/database/index'
import { type NewOrder, requestOrders } from '#plugins/services/api'
import type { Anomaly } from '../domain/policy.ts'

/** What the field saw at a premise, and what it was decided to ask for because of it. */
export interface SeenAtPremise {
  readonly readingId: bigint
  readonly premiseId: bigint
  readonly anomalyCode: string | null
  /** Of the treatment of anomalies. */
  readonly treatmentOrder: string
  readonly remarks: string | null
}

/** Service types that the treatment of anomalies asks for; exchanges of meters are orders of metering. */
const OF_TREATMENT: Readonly<Record<string, string>> = {
  inspection: 'visit',
  leak_repair: 'leak_repair',
}

interface Seen {
  readonly municipalityId: bigint
  /** As they were in force for the load. */
  readonly anomalies: readonly Anomaly[]
  readonly seen: readonly SeenAtPremise[]
}

/** Opens the orders that occurrences are linked to, or that their treatment asks for (TR-3.2.4.5b). */
export async function openOccurrenceOrders(
  tx: Tx,
  { municipalityId, anomalies, seen }: Seen
): Promise<void> {
  const known = new Map(anomalies.map((anomaly) => [anomaly.code, anomaly]))
  const orders = seen.flatMap((one) => ordersOf(one, known.get(one.anomalyCode ?? '')))
  if (!orders.length) return
  const on = await todayIn(tx, municipalityId)
  await requestOrders(tx, { municipalityId, on, by: 'Leitura' }, orders)
}

/** What the occurrence is linked to, or else what its treatment asks for. */
function ordersOf(one: SeenAtPremise, anomaly: Anomaly | undefined): NewOrder[] {
  const type = anomaly?.service ?? OF_TREATMENT[one.treatmentOrder]
  if (type === undefined) return []
  return [
    {
      ...{ type, premiseId: one.premiseId, requester: 'Leitura', remarks: one.remarks },
      origin: { type: 'readings.readings', id: one.readingId },
      reason: anomaly?.title ?? 'Tratamento da leitura',
    },
  ]
}
