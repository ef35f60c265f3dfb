import { BaseSchema } from '@adonisjs/lucid/schema'

/** Commercial policies as the configuration has them: where and from when each version is in force, and who approved it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create view collections_policies as
        select v.id, i.municipality_id, i.title as policy, split_part(i.key, '@', 2) as place,
               case when i.kind || '/' || split_part(i.key, '@', 1) = 'dunning-policy/default' then 'collection'
                    when i.key like 'plans.%' then 'plans' when i.key like 'dunning.cut%' then 'cut' else 'notices' end as subject,
               case when split_part(i.key, '@', 2) like 'agency.%' then 'agency'
                    when split_part(i.key, '@', 2) like 'locality.%' then 'locality' else 'whole' end as reach,
               i.title || ', nº ' || v.number || ', desde ' || to_char(v.in_force_from, 'DD/MM/YYYY') as name,
               v.number, v.in_force_from as starts_on,
               least(v.in_force_until, later.starts_on - 1, stopped.stops_from - 1) as ends_on,
               v.reason, v.legal_basis, author.full_name as author, approver.full_name as approver, v.decided_at
          from configuration_versions v
          join configuration_items i on i.id = v.item_id and i.municipality_id is not null
          left join access_users author on author.id = v.author_id
          left join access_users approver on approver.id = v.approver_id
          left join configuration_acts stopped on stopped.version_id = v.id and stopped.stops_from is not null
          left join lateral (
            select min(n.in_force_from) as starts_on from configuration_versions n
             where n.item_id = v.item_id and n.owner = v.owner and n.status = 'approved' and n.in_force_from > v.in_force_from
               and not exists (select from configuration_acts a where a.version_id = n.id and a.stops_from <= n.in_force_from)) later on true
         where v.status = 'approved'
           and (i.kind = 'dunning-policy' or (i.kind = 'parameter' and split_part(i.key, '@', 1)
                in ('plans.policy', 'plans.utility_fault', 'dunning.notices', 'dunning.cut_orders')));
    `)
  }
}
