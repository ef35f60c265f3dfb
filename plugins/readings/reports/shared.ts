import type { ReportColumn, ReportFilter } from '#core/reports/index'
import { groupFilter } from '#plugins/registry/api'

export const routeFilter: ReportFilter = {
  name: 'route',
  label: 'Roteiro',
  type: 'reference',
  record: 'readings.routes',
}

export const readerFilter: ReportFilter = {
  name: 'reader',
  label: 'Leiturista (código)',
  type: 'text',
}

/** Where the reading was made, in the SQL by `IN_PLACE`. */
export const placeFilters: readonly ReportFilter[] = [groupFilter, routeFilter]

export const groupColumn: ReportColumn = { name: 'billing_group', label: 'Grupo', type: 'text' }
export const routeColumn: ReportColumn = { name: 'route', label: 'Roteiro', type: 'text' }
export const readerColumn: ReportColumn = { name: 'reader', label: 'Leiturista', type: 'text' }

/** Names of the group and route of a load item `i` of a load `l`. */
export const PLACE_COLUMNS = `g.code || ' ' || g.name as billing_group, t.code || ' ' || t.name as route`
export const PLACE_JOINS = `join registry_billing_groups g on g.id = l.billing_group_id
  left join readings_routes t on t.id = i.route_id`
export const IN_PLACE = `(:billing_group::bigint is null or g.id = :billing_group::bigint)
  and (:route::bigint is null or t.id = :route::bigint)`

/**
 * Every visit of a reader in the period, the first ones of readings that were visited again too: who went, when, to what item
 * and what was found.
 */
export const VISITS = `
  select r.reader_code as reader, r.read_at, r.load_item_id, r.premise_id, r.anomaly_code, r.reading
    from readings_readings r
   where r.municipality_id = :municipality and r.reader_code is not null
     and r.read_at >= :from_on::date and r.read_at < :until_on::date + 1
     and (:reader::text is null or r.reader_code = :reader)
  union all
  select v.doubtful_reader, v.doubtful_read_at, v.load_item_id, v.premise_id, v.doubtful_anomaly, v.doubtful_reading
    from readings_field_reviews v
   where v.municipality_id = :municipality and v.state = 'returned' and v.doubtful_reader is not null
     and v.doubtful_read_at >= :from_on::date and v.doubtful_read_at < :until_on::date + 1
     and (:reader::text is null or v.doubtful_reader = :reader)`
