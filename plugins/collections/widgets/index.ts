import { query } from '#core/database/index'
import type { Widget } from '#core/reports/index'
import { format } from '#core/web/index'

interface Figures {
  readonly cases: bigint
  readonly cents: bigint
  readonly nobody: bigint
  readonly callbacks: bigint
  readonly awaited: bigint
  readonly awaited_cents: bigint
  readonly due_today: bigint
  readonly broken: bigint
}

/** The desk as who leads it sees it in the morning. */
const desk: Widget = {
  name: 'collections.desk',
  title: 'Mesa de cobrança',
  permission: 'collections.manage',
  size: 'small',
  place: 46,
  path: '/collections/desk',
  async load({ tx, actor, municipalityId, today }) {
    // The desk adds up the whole municipality.
    if (actor.scope?.localities) return null
    const [figures] = await query<Figures>(
      tx,
      `select count(*) as cases, coalesce(sum(overdue_cents), 0)::bigint as cents,
              count(*) filter (where collector_id is null) as nobody, count(*) filter (where next_action_on <= ?) as callbacks,
              p.awaited, p.awaited_cents, p.due_today, p.broken
         from (select count(*) filter (where state = 'open') as awaited,
                      coalesce(sum(amount_cents) filter (where state = 'open'), 0)::bigint as awaited_cents,
                      count(*) filter (where state = 'open' and due_on = ?) as due_today,
                      count(*) filter (where state = 'broken' and ended_on > ?::date - 7) as broken
                 from collections_promises where municipality_id = ? and (state = 'open' or ended_on > ?::date - 7)) p
         left join collections_cases c on c.municipality_id = ? and c.state = 'open'
        group by p.awaited, p.awaited_cents, p.due_today, p.broken`,
      [today, today, today, municipalityId, today, municipalityId]
    )
    const { cents, nobody, callbacks, awaited, awaited_cents: awaitedCents } = figures!
    return {
      kind: 'figures',
      figures: [
        {
          ...{ label: 'Vencido a cobrar', text: format.money(cents) },
          path: '/reports/collections.ageing',
        },
        {
          ...{ label: 'Promessas aguardadas', text: format.money(awaitedCents) },
          note: `${format.integer(awaited)}, ${format.integer(figures!.due_today)} para hoje`,
          path: '/collections/promises?state=open',
        },
        {
          ...{ label: 'Quebradas na semana', text: format.integer(figures!.broken) },
          path: '/collections/promises?state=broken',
        },
        {
          ...{ label: 'Retornos para hoje ou antes', text: format.integer(callbacks) },
          path: '/collections/cases?state=open',
        },
        {
          ...{ label: 'Casos sem cobrador', text: format.integer(nobody) },
          tone: nobody > 0n ? 'attention' : 'good',
          path: '/collections/portfolios',
        },
      ],
    }
  },
}

export default [desk] as readonly Widget[]
