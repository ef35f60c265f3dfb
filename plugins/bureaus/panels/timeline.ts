import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, TimelineSource } from '#core/records/index'

interface Listed {
  readonly id: bigint
  readonly bureau: string
  readonly purpose: string
  readonly listed_on: CivilDate
  readonly ended_on: CivilDate | null
  readonly amount_cents: bigint
}

/** Listings and protests of a debtor's bills of a premise. */
const listings: TimelineSource = {
  name: 'bureaus.listings',
  on: 'collections.cases',
  permission: 'bureaus.read',
  async load({ tx, municipalityId, row }: PageContext, most) {
    const rows = await query<Listed>(
      tx,
      `select l.id, b.name as bureau, b.purpose, l.listed_on, l.ended_on, l.amount_cents
         from bureaus_listings l join bureaus_bureaus b on b.id = l.bureau_id
        where l.municipality_id = ? and l.customer_id = ? and l.listed_on is not null
          and exists (select from bureaus_debts d where d.municipality_id = l.municipality_id and d.listing_id = l.id
                        and d.premise_id = ?)
        order by l.listed_on desc, l.id desc limit ?`,
      [municipalityId, row.debtor_id as bigint, row.premise_id as bigint, most]
    )
    return rows.flatMap((one) => {
      const path = `/bureaus/listings/${one.id}` as const
      const what = one.purpose === 'protest' ? 'Protesto' : 'Negativação'
      const listed = { title: `${what} pedida a ${one.bureau}`, cents: one.amount_cents, path }
      return [
        { on: one.listed_on, ...listed },
        ...(one.ended_on
          ? [{ on: one.ended_on, title: `${what}: saiu de ${one.bureau}`, path }]
          : []),
      ]
    })
  },
}

export default [listings] as readonly TimelineSource[]
