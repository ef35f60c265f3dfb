import type { Widget } from '#core/reports/index'
import { andInside } from '#core/records/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'
import { PARKED_CODES } from '../records/options.ts'

/** Premises that could not be billed yet, by what they wait for. */
export const parkedSets: Widget = {
  name: 'billing.parked',
  title: 'Imóveis que esperam faturamento',
  permission: 'billing.read',
  size: 'small',
  place: 25,
  path: '/billing/waiting',
  async load({ tx, actor, municipalityId }) {
    const inside = andInside('premise_id', 'registry.premises', actor)
    const reasons = await query<{ code: string; n: bigint }>(
      tx,
      `select code, count(*) as n from billing_parked
        where municipality_id = ? and state = 'waiting'${inside.sql} group by code order by count(*) desc, code`,
      [municipalityId, ...inside.bindings]
    )
    return {
      kind: 'list',
      rows: reasons.map(({ code, n }) => ({
        text: PARKED_CODES.find(({ value }) => value === code)?.label ?? code,
        value: format.integer(n),
        tone: 'attention' as const,
        path: `/billing/waiting?reason=${code}`,
      })),
      empty: 'Nenhum imóvel espera faturamento.',
    }
  },
}
