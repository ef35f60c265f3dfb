import { type SqlValue, type Tx, query } from '#core/database/index'

/** What a street is looked for by; every one may be left out, those given are all asked for. */
export interface StreetFilters {
  readonly code: string
  readonly state: string
  /** Id of the city. */
  readonly city: string
  /** Id of the neighbourhood that one of its ranges is in. */
  readonly district: string
  /** Id of the type. */
  readonly type: string
  /** Code of the honorific. */
  readonly honorific: string
  readonly name: string
}

export const NO_FILTERS: StreetFilters = {
  ...{ code: '', state: '', city: '', district: '', type: '', honorific: '', name: '' },
}

export interface FoundStreet {
  readonly id: bigint
  readonly code: string
  readonly full_name: string
  readonly former_names: string | null
  readonly is_active: boolean
  readonly locality: string
  readonly city: string | null
  readonly state: string | null
  readonly districts: string | null
}

type Reader = Pick<Tx, 'rawQuery'>
const SHOWN = 100

/** Streets that fit every filter given, by name; at most a hundred. */
export async function searchStreets(
  reader: Reader,
  municipalityId: bigint,
  filters: StreetFilters
): Promise<FoundStreet[]> {
  const conditions: readonly (readonly [string, string])[] = [
    [filters.code, 's.code = ?'],
    [filters.state, 'c.state = upper(?)'],
    [filters.city, 'l.city_id = ?::bigint'],
    [
      filters.district,
      'exists (select from registry_street_ranges r where r.street_id = s.id and r.district_id = ?::bigint)',
    ],
    [filters.type, 's.type_id = ?::bigint'],
    [filters.honorific, 's.honorific = ?'],
    [
      filters.name,
      `plain_text(s.full_name || ' ' || coalesce(s.former_names, '')) like '%' || plain_text(?) || '%'`,
    ],
  ]
  const asked = conditions.filter(([value]) => value !== '')
  const bindings: SqlValue[] = [municipalityId, ...asked.map(([value]) => value)]
  return query<FoundStreet>(
    reader,
    `select s.id, s.code, s.full_name, s.former_names, s.is_active, l.name as locality, c.name as city, c.state,
            (select string_agg(distinct d.name, ', ' order by d.name) from registry_street_ranges r
               join registry_districts d on d.id = r.district_id where r.street_id = s.id) as districts
       from registry_streets s join registry_localities l on l.id = s.locality_id
       left join registry_cities c on c.id = l.city_id
      where ${['s.municipality_id = ?', ...asked.map(([, sql]) => sql)].join(' and ')}
      order by s.full_name, s.id limit ${SHOWN}`,
    bindings
  )
}

export interface Choice {
  readonly value: string
  readonly text: string
}

/** What each filter offers. */
export async function streetChoices(reader: Reader, municipalityId: bigint) {
  const choices = (sql: string) => query<Choice>(reader, sql, [municipalityId])
  return {
    states: await choices(
      'select distinct state as value, state as text from registry_cities where municipality_id = ? order by 1'
    ),
    cities: await choices(
      'select id::text as value, name as text from registry_cities where municipality_id = ? order by name'
    ),
    districts: await choices(
      'select id::text as value, name as text from registry_districts where municipality_id = ? order by name'
    ),
    types: await choices(
      'select id::text as value, name as text from registry_street_types where municipality_id = ? order by name'
    ),
    honorifics: await choices(
      'select code as value, title as text from registry_street_honorifics where municipality_id = ? order by title'
    ),
  }
}
