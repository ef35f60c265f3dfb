import { raiseAlert } from '#core/alerts/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import {
  CORRECTION_WATCH,
  type CorrectionWatch,
} from '../../configuration/correction_parameters.ts'

interface Made {
  readonly kind: string
  readonly reasonCode: string
  readonly on: CivilDate
}

interface Sums {
  readonly by_author: number
  readonly by_author_cents: bigint
  readonly by_reason: number
  readonly by_reason_cents: bigint
}

const REPORT = '/reports/billing.corrections'

/** Tells who is responsible when one person, or one reason, has more corrections of a kind in a day than the parameter admits (CM-23). */
export async function watchCorrections(
  { tx, municipalityId, actor }: Pick<ActionContext, 'tx' | 'municipalityId' | 'actor'>,
  { kind, reasonCode, on }: Made
): Promise<void> {
  const limits = await parameterWithin<CorrectionWatch>(tx, {
    ...{ key: CORRECTION_WATCH, municipalityId, date: on },
  })
  const group = kind === 'cancel' ? 'cancel' : 'change'
  const [sums] = await query<Sums>(
    tx,
    `select count(*) filter (where author_name = ?)::int as by_author,
            coalesce(sum(before_cents) filter (where author_name = ?), 0)::bigint as by_author_cents,
            count(*) filter (where reason_code = ?)::int as by_reason,
            coalesce(sum(before_cents) filter (where reason_code = ?), 0)::bigint as by_reason_cents
       from billing_corrections
      where municipality_id = ? and corrected_on = ? and (kind = 'cancel') = ?`,
    [actor.name, actor.name, reasonCode, reasonCode, municipalityId, on, group === 'cancel']
  )
  const what = group === 'cancel' ? 'Cancelamentos' : 'Correções'
  const day = formatDate(on)
  const path = `${REPORT}?from_on=${on}&until_on=${on}`
  const above = (count: number, most: number) => most > 0 && count > most
  if (above(sums!.by_author, limits.per_user)) {
    await raiseAlert(tx, {
      ...{
        municipalityId,
        topic: 'limit',
        key: `billing.corrections/${on}/${group}/${actor.name}`,
      },
      title: `${what} acima do limite: ${actor.name}`,
      detail: `${sums!.by_author} em ${day}, ${formatMoney(sums!.by_author_cents)}; o limite de um usuário são ${limits.per_user}.`,
      path: `${path}&author=${encodeURIComponent(actor.name)}`,
    })
  }
  if (above(sums!.by_reason, limits.per_reason)) {
    await raiseAlert(tx, {
      ...{
        municipalityId,
        topic: 'limit',
        key: `billing.corrections/${on}/${group}/=${reasonCode}`,
      },
      title: `${what} acima do limite: um só motivo`,
      detail: `${sums!.by_reason} em ${day}, ${formatMoney(sums!.by_reason_cents)}; o limite de um motivo são ${limits.per_reason}.`,
      path: `${path}&reason=${encodeURIComponent(reasonCode)}`,
    })
  }
}
