import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'

/** Told before a person opens an order; a participant may refuse what could not be charged or done. */
export interface OrderOpening {
  readonly type: { readonly code: string; readonly title: string }
  /** Code in the table of services of what its end charges; null when it charges nothing. */
  readonly tariffService: string | null
  readonly premiseId: bigint
  readonly on: CivilDate
}

interface Asked {
  readonly code: string
  readonly premiseId: bigint
  readonly on: CivilDate
}

/** Asks `services.order_opening`; of a type that is not there, nothing. */
export async function askOpening(
  { tx, municipalityId, participate }: Pick<ActionContext, 'tx' | 'municipalityId' | 'participate'>,
  { code, premiseId, on }: Asked
): Promise<void> {
  const [type] = await query<{ title: string; tariff_service: string | null }>(
    tx,
    'select title, tariff_service from services_types where municipality_id = ? and code = ? and is_active',
    [municipalityId, code]
  )
  if (!type) return
  const { title, tariff_service: tariffService } = type
  await participate<OrderOpening>('services.order_opening', {
    ...{ type: { code, title }, tariffService, premiseId, on },
  })
}
