import { type Tx, query } from '#core/database/index'
import type { DemoContext } from '../part.ts'

/** A number in the range that IBGE does not use for the state. */
const CITY = { code: '5199999', name: 'Águas Claras do Norte', state: 'MT' }
/** A place of the map with nothing on it. */
const ORIGIN = { latitude: -12.345, longitude: -56.789 }

/** What the statements below share: a billing group of the municipality. */
interface GroupPlaces {
  readonly municipality: string
  readonly group: string
}

const placesOf = ({ municipalityId }: DemoContext, groupId: bigint): GroupPlaces => ({
  municipality: String(municipalityId),
  group: String(groupId),
})

/**
 * The streets that the premises of a group stand on, with ranges and postal codes, sectors, blocks and lots, and what each
 * premise and connection says of itself. Derived by a statement for each table, and by ids: the same premises give the same
 * places. Works on `demo_premises` and `demo_connections`, which have no index yet: a premise is indexed once, when whole.
 */
export async function placePremises(
  tx: Tx,
  context: DemoContext,
  groupId: bigint,
  isFirst: boolean
): Promise<void> {
  if (isFirst) await writeCity(tx, context)
  const values = placesOf(context, groupId)
  for (const sql of [...STREETS, ...LOTS]) await tx.rawQuery(sql, { ...values })
  await tx.rawQuery(ATTRIBUTES, { ...values, ...ORIGIN })
  await tx.rawQuery(CONNECTIONS)
  // The written group of the tests is left as it is told.
  if (!context.plan.isSmall) await tx.rawQuery(DELIVERY)
}

/** The other addresses of the premises that get their bills elsewhere. */
export async function writeDeliveryAddresses(tx: Tx): Promise<void> {
  await tx.rawQuery(DELIVERY_ADDRESSES)
}

/** Each public body that answers for premises pays for them: after the last group. */
export async function writePayingBodies(tx: Tx, { municipalityId }: DemoContext): Promise<void> {
  for (const sql of [PAYING_BODIES, BODY_LINKS])
    await tx.rawQuery(sql, { municipality: String(municipalityId) })
}

async function writeCity(tx: Tx, { municipalityId }: DemoContext): Promise<void> {
  const [city] = await query<{ id: bigint }>(
    tx,
    'insert into registry_cities (municipality_id, code, name, state) values (?, ?, ?, ?) returning id',
    [municipalityId, CITY.code, CITY.name, CITY.state]
  )
  await query(tx, 'update registry_localities set city_id = ? where municipality_id = ?', [
    city!.id,
    municipalityId,
  ])
}

/** A street belongs to one neighbourhood of the demo: the same name in another is another street. */
const STREETS = [
  `insert into registry_street_types (municipality_id, code, name)
   select distinct p.municipality_id, upper(left(split_part(p.street, ' ', 1), 3)), split_part(p.street, ' ', 1)
     from demo_premises p
   on conflict do nothing`,
  `insert into registry_districts (municipality_id, code, name, locality_id)
   select p.municipality_id, 'B' || lpad(((:group)::bigint * 100 + row_number() over (order by min(p.id)))::text, 5, '0'), p.district,
          p.locality_id
     from demo_premises p group by p.municipality_id, p.locality_id, p.district
   on conflict do nothing`,
  `insert into registry_streets (municipality_id, code, type_id, name, full_name, locality_id)
   select p.municipality_id, 'L' || d.code || lpad(row_number() over (partition by d.id order by min(p.id))::text, 3, '0'),
          t.id, substr(p.street, length(t.name) + 2), p.street, p.locality_id
     from demo_premises p
     join registry_street_types t on t.municipality_id = p.municipality_id and t.name = split_part(p.street, ' ', 1)
     join registry_districts d on d.municipality_id = p.municipality_id and d.locality_id = p.locality_id and d.name = p.district
    group by p.municipality_id, d.id, d.code, t.id, t.name, p.street, p.locality_id
   on conflict do nothing`,
  // The premises of the group with the places found: what follows joins by ids and by unique codes, never by names.
  `create temporary table demo_doors on commit drop as
   select p.id, p.municipality_id, p.number, p.zip_code, p.locality_id, d.id as district_id, s.id as street_id,
          substr(d.code, 2) as sector_code, d.name as district_name, right(s.code, 3) as block_code
     from demo_premises p
     join registry_districts d on d.municipality_id = p.municipality_id and d.locality_id = p.locality_id and d.name = p.district
     join registry_streets s on s.municipality_id = p.municipality_id and s.full_name = p.street and left(s.code, 7) = 'L' || d.code`,
  'analyze demo_doors',
  `insert into registry_street_ranges (municipality_id, street_id, side, number_from, number_until, district_id, zip_code)
   select municipality_id, street_id, 'both', 1, (max(coalesce(nullif(number, '')::int, 1)) / 100 + 1) * 100 - 1,
          district_id, max(zip_code)
     from demo_doors group by municipality_id, street_id, district_id
   on conflict do nothing`,
]

/** A sector for each neighbourhood, a block for each street, a lot for each door. */
const LOTS = [
  `insert into registry_sectors (municipality_id, code, name, locality_id)
   select distinct municipality_id, sector_code, 'Setor ' || district_name, locality_id from demo_doors
   on conflict do nothing`,
  `insert into registry_blocks (municipality_id, sector_id, code, title)
   select distinct o.municipality_id, c.id, o.block_code, 'Setor ' || c.code || ' · Quadra ' || o.block_code
     from demo_doors o
     join registry_sectors c on c.municipality_id = o.municipality_id and c.code = o.sector_code
   on conflict do nothing`,
  `insert into registry_lots (municipality_id, block_id, code, title)
   select distinct o.municipality_id, b.id, lpad(o.number, 4, '0'), b.title || ' · Lote ' || lpad(o.number, 4, '0')
     from demo_doors o
     join registry_sectors c on c.municipality_id = o.municipality_id and c.code = o.sector_code
     join registry_blocks b on b.sector_id = c.id and b.code = o.block_code
    where o.number is not null on conflict do nothing`,
]

const ATTRIBUTES = `
  update demo_premises p set
    street_id = o.street_id, district_id = o.district_id, lot_id = l.id,
    residents = case when e.category = 'RES' then 1 + (p.id * 7 % 6)::int end,
    water_outlets = 2 + (p.id * 11 % 9)::int,
    built_area = 45 + (p.id * 37 % 260),
    property_tax_number = '01.' || o.sector_code || '.' || o.block_code || '.' || lpad((p.id % 10000)::text, 4, '0'),
    has_water_tank = p.id % 10 < 8, has_cistern = p.id % 25 = 0, has_own_source = p.id % 60 = 0,
    lot_number = lpad(p.number, 4, '0'),
    unit_number = case when p.kind = 'condominium_child' then regexp_replace(p.complement, '\\D', '', 'g') end,
    street_pavement = streets.codes[1 + p.id % 3], sidewalk_pavement = sidewalks.codes[1 + p.id % 3],
    special_kind = case e.category when 'IND' then 'large_consumer' when 'PUB' then 'public_body' end,
    latitude = (:latitude)::numeric + (o.street_id % 90) * 0.0011, longitude = (:longitude)::numeric + (p.id % 400) * 0.00012
   from demo_doors o
   left join registry_sectors c on c.municipality_id = o.municipality_id and c.code = o.sector_code
   left join registry_blocks b on b.sector_id = c.id and b.code = o.block_code
   left join registry_lots l on l.block_id = b.id and l.code = lpad(o.number, 4, '0')
   left join (select premise_id, max(category) as category from demo_economies group by 1) e on e.premise_id = o.id
   cross join (select array(select code from registry_street_pavement_types
                             where municipality_id = (:municipality)::bigint order by position, id limit 3) as codes) streets
   cross join (select array(select code from registry_sidewalk_pavement_types
                             where municipality_id = (:municipality)::bigint order by position, id limit 3) as codes) sidewalks
  where o.id = p.id`

const CONNECTIONS = `
  update demo_connections c set
    network = case c.service when 'water' then 'distribution' else 'sewer' end,
    water_branch_diameter = case c.service when 'water' then case when p.special_kind is null then '20' else '32' end end,
    sewage_branch_diameter = case c.service when 'sewage' then '100' end,
    branch_material = case c.service when 'water' then 'pead' else 'pvc' end,
    riser_position = case c.service when 'water' then (array['left', 'right', 'sidewalk'])[1 + p.id % 3] end,
    riser_type = case c.service when 'water' then (array['simple', 'box'])[1 + p.id % 2] end,
    riser_diameter = case c.service when 'water' then case when p.special_kind is null then '20' else '32' end end,
    riser_material = case c.service when 'water' then (array['pvc', 'galvanised'])[1 + p.id % 2] end
   from demo_premises p where p.id = c.premise_id`

/** One in forty gets its bills elsewhere in the same city. */
const DELIVERY = `
  update demo_premises set delivery = 'alternative' where id % 40 = 7 and kind = 'single'`

const DELIVERY_ADDRESSES = `
  insert into registry_premise_addresses (municipality_id, premise_id, kind, recipient, street, number, district, city, state, zip_code)
  select municipality_id, id, 'alternative', holder_name, 'Avenida Brasil', (id % 900 + 1)::text, 'Centro',
         '${CITY.name}', '${CITY.state}', '78899000' from demo_premises where delivery = 'alternative'`

const PAYING_BODIES = `
  insert into registry_paying_bodies (municipality_id, code, name, customer_id)
  select c.municipality_id, 'OP' || lpad(row_number() over (order by c.id)::text, 2, '0'), c.name, c.id
    from registry_customers c where c.municipality_id = (:municipality)::bigint and c.kind = 'public_body'`

const BODY_LINKS = `
  insert into registry_paying_body_premises (municipality_id, body_id, premise_id, from_on)
  select h.municipality_id, b.id, h.premise_id, h.from_on
    from registry_paying_bodies b
    join registry_holdings h on h.municipality_id = b.municipality_id and h.customer_id = b.customer_id
   where b.municipality_id = (:municipality)::bigint and h.role = 'holder' and h.until_on is null`
