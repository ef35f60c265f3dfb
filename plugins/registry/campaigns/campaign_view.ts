import { type Tx, query } from '#core/database/index'
import type { Actor } from '#core/actions/index'
import { andInside } from '#core/records/index'
import { pagerOf } from '#core/web/index'
import { errors } from '../errors.ts'
import { offeredFields } from './fields.ts'

type Reader = Pick<Tx, 'rawQuery'>

export interface Campaign {
  readonly id: bigint
  readonly name: string
  readonly district: string | null
  readonly fields: readonly string[]
  readonly from_on: string
  readonly until_on: string
  readonly team: string | null
  readonly goal: number | null
  readonly locality: string | null
  readonly billing_group: string | null
  readonly targets: number
  readonly visited: number
  readonly tried: number
}

const PAGE_SIZE = 50

/** A campaign, with its visits counted within the localities of the person, if they are limited to some. */
const campaignsSql = (
  inside: string
) => `select c.*, l.name as locality, g.name as billing_group, coalesce(t.targets, 0)::int as targets,
         coalesce(t.visited, 0)::int as visited, coalesce(t.tried, 0)::int as tried
    from registry_campaigns c left join registry_localities l on l.id = c.locality_id
    left join registry_billing_groups g on g.id = c.billing_group_id
    left join lateral (select count(*) as targets, count(*) filter (where status = 'visited') as visited,
                              count(*) filter (where status in ('absent', 'refused')) as tried
                         from registry_campaign_targets v where v.campaign_id = c.id${inside}) t on true
   where c.municipality_id = ?`

const visitsInside = (actor: Actor, alias: string) =>
  andInside(`${alias}.premise_id`, 'registry.premises', actor)

/** The statement over campaigns with its first values; one of another locality does not exist for who is limited. */
function campaignsOf(actor: Actor) {
  const visits = visitsInside(actor, 'v')
  const own = actor.scope?.localities
  return {
    sql:
      campaignsSql(visits.sql) +
      (own ? ' and (c.locality_id is null or c.locality_id = any(?::bigint[]))' : ''),
    bindings: [...visits.bindings, actor.municipalityId, ...(own ? [own] : [])],
  }
}

export function campaigns(reader: Reader, actor: Actor): Promise<Campaign[]> {
  const { sql, bindings } = campaignsOf(actor)
  return query<Campaign>(reader, `${sql} order by c.from_on desc, c.id desc limit 200`, bindings)
}

/** One campaign that the person may see. Error: E_REGISTRY_CAMPAIGN_UNKNOWN. */
export async function campaignOf(reader: Reader, actor: Actor, id: bigint): Promise<Campaign> {
  const { sql, bindings } = campaignsOf(actor)
  const [campaign] = await query<Campaign>(reader, `${sql} and c.id = ?`, [...bindings, id])
  if (!campaign) throw errors.E_REGISTRY_CAMPAIGN_UNKNOWN({ id })
  return campaign
}

/** One campaign: progress, who visited how many, and the differences that wait. Error: E_REGISTRY_CAMPAIGN_UNKNOWN. */
export async function campaignView(
  reader: Reader,
  actor: Actor,
  { id, status, page }: { readonly id: bigint; readonly status: string; readonly page: number }
) {
  const campaign = await campaignOf(reader, actor, id)
  const inside = visitsInside(actor, 't')
  const counts = await query<{ status: string; n: number }>(
    reader,
    `select a.status, count(*)::int as n from registry_campaign_answers a
       join registry_campaign_targets t on t.id = a.target_id where a.campaign_id = ?${inside.sql} group by a.status`,
    [id, ...inside.bindings]
  )
  const countOf = (wanted: string) => counts.find((one) => one.status === wanted)?.n ?? 0
  const labels = Object.fromEntries(offeredFields().map(({ key, label }) => [key, label]))
  return {
    campaign,
    percent: campaign.targets ? Math.floor((campaign.visited * 100) / campaign.targets) : 0,
    differences: counts.reduce((sum, { n }) => sum + n, 0),
    status,
    tabs: [
      { value: 'proposed', title: 'A decidir', count: countOf('proposed') },
      { value: 'accepted', title: 'Aceitas', count: countOf('accepted') },
      { value: 'rejected', title: 'Recusadas', count: countOf('rejected') },
    ],
    labels,
    answers: await answersOf(reader, actor, { id, status, page }),
    people: await query<{ visited_by: string; visits: number; days: number }>(
      reader,
      `select coalesce(visited_by, 'Sem nome') as visited_by, count(*)::int as visits, count(distinct visited_on)::int as days
         from registry_campaign_targets t where campaign_id = ? and status <> 'waiting'${inside.sql}
        group by 1 order by 2 desc limit 50`,
      [id, ...inside.bindings]
    ),
    pager: pagerOf({
      ...{ page, size: PAGE_SIZE, total: countOf(status), path: `/registry/campaigns/${id}` },
      query: { status },
    }),
  }
}

function answersOf(
  reader: Reader,
  actor: Actor,
  { id, status, page }: { readonly id: bigint; readonly status: string; readonly page: number }
) {
  const inside = visitsInside(actor, 't')
  return query<Record<string, unknown>>(
    reader,
    `select a.*, p.id as premise_id, p.registration_number, c.id as customer_id, c.name
       from registry_campaign_answers a join registry_campaign_targets t on t.id = a.target_id
       join registry_premises p on p.id = t.premise_id join registry_customers c on c.id = t.customer_id
      where a.campaign_id = ? and a.status = ?${inside.sql} order by a.id limit ? offset ?`,
    [id, status, ...inside.bindings, PAGE_SIZE, (page - 1) * PAGE_SIZE]
  )
}

/** The visits as a file for the field: who, where, what the registry says, and empty columns for the answers. */
export async function campaignSheet(
  reader: Reader,
  actor: Actor,
  id: bigint
): Promise<Record<string, string>[]> {
  const campaign = await campaignOf(reader, actor, id)
  const inside = visitsInside(actor, 't')
  const rows = await query<Record<string, string | null>>(
    reader,
    `select p.registration_number, p.street, p.number, p.district, c.name from registry_campaign_targets t
       join registry_premises p on p.id = t.premise_id join registry_customers c on c.id = t.customer_id
      where t.campaign_id = ?${inside.sql} order by p.district, p.street, p.number, p.id`,
    [id, ...inside.bindings]
  )
  const blank = Object.fromEntries(campaign.fields.map((key) => [key, '']))
  return rows.map((row) => ({
    registration_number: row.registration_number!,
    titular: row.name!,
    endereco: `${row.street}, ${row.number ?? 's/n'} · ${row.district}`,
    resultado: '',
    visited_on: '',
    visited_by: '',
    note: '',
    ...blank,
  }))
}
