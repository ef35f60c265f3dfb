import { type Tx, query } from '#core/database/index'
import { type BridgeDocument, type BridgeScope, MOST_DOCUMENTS } from '#core/reports/index'

const OF_LOAD = 'l.municipality_id = ? and l.billing_group_id = ? and l.reference = ?'

/** A look for what does not add up, over the loads of a group and month: `title`, `path`, `"left"`, `"right"`. */
const uneven =
  (sides: string) =>
  (tx: Tx, { municipalityId, billingGroupId, reference }: BridgeScope): Promise<BridgeDocument[]> =>
    query<BridgeDocument>(
      tx,
      `with of_load as (select l.id, l.state in ('processed', 'billed') as is_judged from readings_loads l where ${OF_LOAD}),
       sides as (${sides})
       select title, path, "left", "right" from sides where "left" <> "right" order by id limit ?`,
      [municipalityId, billingGroupId, reference, MOST_DOCUMENTS]
    )

/** Files that say another number of lines than is stored of them. */
export const unevenFiles = uneven(
  `select f.id, 'Arquivo ' || f.name as title, '/readings/loads/' || f.load_id as path, f.line_count::bigint as "right",
          (select count(*) from readings_file_lines n where n.file_id = f.id) as "left"
     from of_load l join readings_files f on f.load_id = l.id`
)

/** Premises to be read that have no reading, or one that leaves their line aside. */
export const unevenItems = uneven(
  `select i.id, 'Matrícula ' || i.registration_number as title, '/registry/premises/' || i.premise_id as path, 1::bigint as "right",
          (select count(*) from readings_file_lines n join readings_readings r on r.load_item_id = n.load_item_id and r.file_line_id = n.id
            where n.load_item_id = i.id and n.fate = 'accepted')
        + (select count(*) from readings_readings r
            where r.load_item_id = i.id and r.file_line_id is null
              and not exists (select from readings_file_lines n where n.load_item_id = i.id and n.fate = 'accepted'))
        + case when not l.is_judged and not exists (select from readings_readings r where r.load_item_id = i.id) then 1 else 0 end as "left"
     from of_load l join readings_load_items i on i.load_id = l.id where i.qualification = 'read'`
)

/** Accepted lines that no reading uses, or that are used before the critique is done. */
export const unevenLines = uneven(
  `select n.id, 'Linha ' || n.number || ' de ' || f.name as title, '/readings/loads/' || f.load_id as path, 1::bigint as "right",
          (select count(*) from readings_readings r where r.load_item_id = n.load_item_id and r.file_line_id = n.id)
        + case when l.is_judged then 0 else 1 end as "left"
     from of_load l join readings_files f on f.load_id = l.id
     join readings_file_lines n on n.file_id = f.id and n.fate = 'accepted'`
)

/** Readings whose volume is not what was measured and what was adjusted. */
export const unevenReadings = uneven(
  `select r.id, 'Leitura da matrícula ' || i.registration_number as title, '/readings/readings/' || r.id as path,
          coalesce(r.billed_m3, 0) as "right",
          coalesce(r.measured_m3, 0)
        + coalesce((select sum((a ->> 'm3')::numeric) from jsonb_array_elements(r.adjustments::jsonb) a), 0) as "left"
     from of_load l join readings_readings r on r.load_id = l.id
     left join readings_load_items i on i.id = r.load_item_id`
)
