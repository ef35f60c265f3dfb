/** SQL of one row with the value of a parameter as it was on a day, for the municipality of the report; none where nobody wrote it. */
export const parameterOn = (key: string, day: string): string => `
  select v.content::jsonb->'value' as value
    from configuration_versions v join configuration_items t on t.id = v.item_id
   where t.kind = 'parameter' and t.key = '${key}' and coalesce(t.municipality_id, :municipality) = :municipality
     and v.status = 'approved' and v.in_force_from <= ${day} and coalesce(v.in_force_until, 'infinity') >= ${day}
   order by t.municipality_id nulls last, v.in_force_from desc limit 1`
