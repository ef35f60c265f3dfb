import { type CivilDate, addDays, addMonths } from '#core/calendar/index'
import { type CopyValue, copyRows, query } from '#core/database/index'
import { testProgrammeNumber } from '../generator/documents.ts'
import type { DemoContext, DemoPart } from '../part.ts'

/** Of a thousand dwellings, those whose family is in the social tariff. */
const FAMILIES = 60
const VALIDITY_MONTHS = 24
/** For which the law keeps the benefit of who did not renew it. */
const KEPT_MONTHS = 3
/** Some are about to expire; a few expired a month ago and are only kept by law. */
const OLDEST_MONTHS = VALIDITY_MONTHS + 1
/** Numbers of the programmes that a group may use. */
const NUMBERS_PER_GROUP = 50_000

const COLUMNS = [
  ...['municipality_id', 'premise_id', 'customer_id', 'programme', 'programme_number'],
  ...['income_cents', 'family_size', 'from_on', 'until_on', 'kept_until_on', 'registered_by'],
  'registered_at',
]

/** Single dwellings with a person as holder: what the criteria ask. */
const DWELLINGS = `select h.premise_id, h.customer_id, h.from_on
  from registry_holdings h join registry_premises p on p.id = h.premise_id
  join registry_customers c on c.id = h.customer_id
 where p.billing_group_id = (select id from registry_billing_groups where municipality_id = ? order by code offset ? limit 1)
   and h.role = 'holder' and h.until_on is null and c.kind = 'person' and p.kind = 'single'
   and (select array_agg(row (e.category, e.economies)::text) from registry_premise_economies e
         where e.premise_id = p.id and e.until_on is null) = array['(RES,1)']
   -- one dwelling for a family
   and not exists (select from registry_holdings o where o.customer_id = h.customer_id and o.role = 'holder'
                      and o.until_on is null and o.premise_id < h.premise_id)
 order by h.premise_id`

interface Dwelling {
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly from_on: CivilDate
}

/** Families in the social tariff, a group per chunk; the small municipality of the tests has none. */
const part: DemoPart = {
  name: 'social_tariff',
  title: 'Famílias na tarifa social',
  chunks: ({ groupCount }) => groupCount,
  async run(tx, context, chunk) {
    if (context.plan.isSmall) return
    const dwellings = await query<Dwelling>(tx, DWELLINGS, [context.municipalityId, chunk])
    await copyRows(tx, 'registry_social_benefits', COLUMNS, familiesOf(context, dwellings, chunk))
  },
}

function familiesOf(
  { asOf, municipalityId, random: sequence }: DemoContext,
  dwellings: readonly Dwelling[],
  chunk: number
): CopyValue[][] {
  const random = sequence(`social/${chunk}`)
  return dwellings.flatMap((one, index): CopyValue[][] => {
    const from = addMonths(asOf, -random.integer(1, OLDEST_MONTHS))
    const until = addDays(addMonths(from, VALIDITY_MONTHS), -1)
    const people = random.integer(1, 6)
    const isOld = random.chance(200)
    const perPerson = random.integer(9000, 80_000)
    if (!random.chance(FAMILIES) || from < one.from_on) return []
    return [
      [
        ...[municipalityId, one.premise_id, one.customer_id, isOld ? 'bpc' : 'cadunico'],
        testProgrammeNumber(chunk * NUMBERS_PER_GROUP + index + 1),
        ...[perPerson * people, people, from, until, addMonths(until, KEPT_MONTHS)],
        ...['Demonstração', `${from} 12:00:00+00`],
      ],
    ]
  })
}

export default part
