import type { StudioItem } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { query } from '#core/database/index'
import db from '@adonisjs/lucid/services/db'
import { registries } from '#core/kernel/index'
import { activeFields, asRecordField } from '../custom/content.ts'
import { contentOf, effectiveType } from '../custom/effective_type.ts'
import { factsWithChoices } from '../custom/studio.ts'

/** What the editor of workflows needs: facts, permissions with who has them, effects, and how many records stand where. */
export async function workflowStudio({ key, municipalityId }: StudioItem): Promise<Json> {
  const type = registries().records.find(key)
  if (!type?.workflow) return {}
  const { facts, permissions, effects, field } = type.workflow
  const own = type.fields.filter(({ name }) => facts.includes(name))
  const added = contentOf(await effectiveType(type, municipalityId))
  const read = [...own, ...(added ? activeFields(added).map(asRecordField) : [])]
  const counts = await query<{ state: string; count: bigint }>(
    db,
    `select ${field} as state, count(*) from ${type.table} where municipality_id = ? group by 1`,
    [municipalityId]
  )
  const profiles = await query<{ name: string; permissions: string[] }>(
    db,
    `select f.name, array_agg(p.permission order by p.permission) as permissions
       from access_profiles f join access_profile_permissions p on p.profile_id = f.id
      where p.permission = any(?) group by f.id, f.name order by f.name`,
    [permissions]
  )
  return {
    record: type.title as unknown as Json,
    facts: await factsWithChoices(read, municipalityId),
    permissions: permissions.map((name) => ({
      name,
      title: registries().permissions.find(name) ?? name,
    })),
    recipients: await recipientChoices(municipalityId),
    effects: effects.map(({ name, title }) => ({ name, title })),
    profiles: profiles as unknown as Json,
    counts: Object.fromEntries(counts.map(({ state, count }) => [state, Number(count)])),
  }
}

/** Whom a transition may tell: every profile, and the people who work in the municipality. */
async function recipientChoices(municipalityId: bigint): Promise<Json> {
  const profiles = await query<{ value: string; title: string }>(
    db,
    'select code as value, name as title from access_profiles order by name',
    []
  )
  const people = await query<{ value: string; title: string }>(
    db,
    'select login as value, full_name as title from access_users where municipality_id = ? and is_active order by full_name',
    [municipalityId]
  )
  return { profiles, people } as unknown as Json
}
