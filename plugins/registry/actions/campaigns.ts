import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { andInside } from '#core/records/index'
import { query } from '#core/database/index'
import { fieldsNamed } from '../campaigns/fields.ts'
import { errors } from '../errors.ts'

const input = vine.create({
  name: vine.string().trim().minLength(3).maxLength(80),
  locality_id: rowId().optional(),
  billing_group_id: rowId().optional(),
  district: vine.string().trim().maxLength(80).optional(),
  fields: vine.array(vine.string()).minLength(1).maxLength(30),
  from_on: civilDay(),
  until_on: civilDay(),
  team: vine.string().trim().maxLength(80).optional(),
  goal: vine.number().withoutDecimals().range([1, 100]).optional(),
})

interface Created {
  readonly id: bigint
  readonly targets: number
}

/** A re-registration campaign, with a visit for every premise of its scope that somebody answers for. */
export const createCampaignAction: Action<Infer<typeof input>, Created> = {
  name: 'registry.campaigns.create',
  title: 'Criar campanha de recadastramento',
  permission: 'registry.quality',
  input,
  reason: 'none',
  subject: (_, { id }) => ({ type: 'registry.campaigns', id }),
  async run({ tx, actor, municipalityId }, given) {
    const fields = fieldsNamed(given.fields).map(({ key }) => key)
    if (!fields.length || given.until_on < given.from_on)
      throw errors.E_REGISTRY_CAMPAIGN({ name: given.name })
    const [campaign] = await query<{ id: bigint }>(
      tx,
      `insert into registry_campaigns (municipality_id, name, locality_id, billing_group_id, district, fields, from_on, until_on, team, goal)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, given.name, given.locality_id ?? null, given.billing_group_id ?? null],
        given.district || null,
        fields,
        ...[given.from_on, given.until_on, given.team || null, given.goal ?? null],
      ]
    )
    const inside = andInside('p.id', 'registry.premises', actor)
    const targets = await query(
      tx,
      `insert into registry_campaign_targets (campaign_id, municipality_id, premise_id, customer_id)
       select c.id, p.municipality_id, p.id, h.customer_id from registry_campaigns c
         join registry_premises p on p.municipality_id = c.municipality_id
          and (c.locality_id is null or p.locality_id = c.locality_id)
          and (c.billing_group_id is null or p.billing_group_id = c.billing_group_id)
          and (c.district is null or plain_text(p.district) = plain_text(c.district))
         join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
        where c.id = ?${inside.sql} returning 1`,
      [campaign!.id, ...inside.bindings]
    )
    if (!targets.length) throw errors.E_REGISTRY_CAMPAIGN_EMPTY({ name: given.name })
    return { id: campaign!.id, targets: targets.length }
  },
  describe: ({ name }, { targets }) => `Criou a campanha ${name}, com ${targets} visitas`,
}

const decision = vine.create({
  campaign_id: rowId(),
  ids: vine.array(vine.number().withoutDecimals().positive()).minLength(1).maxLength(500),
  accepted: vine.boolean(),
})

/** Marks answers as accepted (their change is already made by its own action) or rejected. */
export const decideAnswersAction: Action<Infer<typeof decision>, { readonly count: number }> = {
  name: 'registry.campaigns.decide',
  title: 'Decidir respostas do recadastramento',
  permission: 'registry.quality',
  input: decision,
  reason: 'optional',
  subject: ({ campaign_id: id }) => ({ type: 'registry.campaigns', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now, reason }, given) {
    const inside = andInside('t.premise_id', 'registry.premises', actor)
    const rows = await query(
      tx,
      `update registry_campaign_answers a set status = ?, decided_at = ?, decided_by = ?, reason = ?
         from registry_campaign_targets t
        where a.municipality_id = ? and a.campaign_id = ? and a.id = any(?::bigint[]) and a.status = 'proposed'
          and t.id = a.target_id${inside.sql} returning 1`,
      [
        ...[given.accepted ? 'accepted' : 'rejected', now, actor.name, reason, municipalityId],
        ...[given.campaign_id, given.ids],
        ...inside.bindings,
      ]
    )
    return { count: rows.length }
  },
  describe: ({ accepted }, { count }) =>
    `${accepted ? 'Aceitou' : 'Recusou'} ${count} ${count === 1 ? 'resposta' : 'respostas'} do recadastramento`,
}
