import type { ActionContext } from '#core/actions/index'
import { isCivilDate } from '#core/calendar/index'
import { andInside } from '#core/records/index'
import { type SqlValue, query } from '#core/database/index'
import { type CampaignField, fieldsNamed } from './fields.ts'

export interface AnswersImport {
  readonly visits: number
  readonly differences: number
  readonly refused: readonly { readonly line: number; readonly reason: string }[]
}

interface Target {
  readonly id: bigint
  readonly premise_id: bigint
  readonly customer_id: bigint
}

type Line = Readonly<Record<string, string>>

const OUTCOMES: Readonly<Record<string, string>> = {
  visitado: 'visited',
  ausente: 'absent',
  recusou: 'refused',
}

const textOf = (field: CampaignField, value: string) =>
  ['taxpayer', 'phone'].includes(field.field.type) || field.field.name === 'zip_code'
    ? value.replace(/[\s.\-/()+]/g, '').toUpperCase()
    : value.trim()

/**
 * Keeps what visits found: the outcome of each, and every field in which the answer differs from the registry. The column
 * `registration_number` says which premise; a line outside the campaign is refused with its number.
 */
export async function importAnswers(
  context: Pick<ActionContext, 'tx' | 'actor' | 'municipalityId'>,
  { campaignId, lines }: { readonly campaignId: bigint; readonly lines: readonly Line[] }
): Promise<AnswersImport> {
  const { tx, municipalityId } = context
  const [campaign] = await query<{ fields: string[] }>(
    tx,
    'select fields from registry_campaigns where municipality_id = ? and id = ?',
    [municipalityId, campaignId]
  )
  const fields = fieldsNamed(campaign?.fields ?? [])
  const refused: { line: number; reason: string }[] = []
  let visits = 0
  let differences = 0
  for (const [index, line] of lines.entries()) {
    const outcome = OUTCOMES[(line.resultado ?? 'visitado').trim().toLowerCase()]
    const day = (line.visited_on ?? '').replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1')
    const target = await targetOf(context, campaignId, line.registration_number ?? '')
    const reason = !target
      ? `A matrícula ${line.registration_number} não é desta campanha`
      : !outcome
        ? `Resultado desconhecido: ${line.resultado}`
        : isCivilDate(day)
          ? null
          : `Data da visita inválida: ${line.visited_on}`
    if (reason || !target) {
      refused.push({ line: index + 2, reason: reason! })
      continue
    }
    await query(
      tx,
      'update registry_campaign_targets set status = ?, visited_on = ?, visited_by = ?, note = ? where id = ?',
      [outcome!, day, line.visited_by || null, line.note || null, target.id]
    )
    visits++
    if (outcome === 'visited')
      differences += await keepDifferences(context, { campaignId, target, fields, line })
  }
  return { visits, differences, refused }
}

async function targetOf(
  { tx, actor, municipalityId }: Pick<ActionContext, 'tx' | 'actor' | 'municipalityId'>,
  campaignId: bigint,
  number: string
): Promise<Target | undefined> {
  const inside = andInside('t.premise_id', 'registry.premises', actor)
  const [target] = await query<Target>(
    tx,
    `select t.id, t.premise_id, t.customer_id from registry_campaign_targets t join registry_premises p on p.id = t.premise_id
      where t.campaign_id = ? and p.municipality_id = ? and p.registration_number = ?${inside.sql}`,
    [campaignId, municipalityId, number.replace(/\D/g, ''), ...inside.bindings]
  )
  return target
}

interface Visit {
  readonly campaignId: bigint
  readonly target: Target
  readonly fields: readonly CampaignField[]
  readonly line: Line
}

/** Empty answers say nothing; equal ones confirm. */
async function keepDifferences(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  { campaignId, target, fields, line }: Visit
): Promise<number> {
  let found = 0
  const rows = new Map<string, Record<string, SqlValue>>()
  for (const field of fields) {
    const answer = textOf(field, line[field.key] ?? '')
    if (!answer) continue
    const row = rows.get(field.record.table) ?? (await rowOf(tx, field, target))
    rows.set(field.record.table, row)
    const known = row[field.field.name]
    if (String(known ?? '') === answer) continue
    await query(
      tx,
      `insert into registry_campaign_answers (municipality_id, campaign_id, target_id, field, old_value, new_value)
       values (?, ?, ?, ?, ?, ?)
       on conflict (target_id, field) do update set old_value = excluded.old_value, new_value = excluded.new_value
        where registry_campaign_answers.status = 'proposed'`,
      [
        municipalityId,
        campaignId,
        target.id,
        field.key,
        known === null ? null : String(known),
        answer,
      ]
    )
    found++
  }
  return found
}

async function rowOf(
  tx: ActionContext['tx'],
  { record }: CampaignField,
  target: Target
): Promise<Record<string, SqlValue>> {
  const id = record.name === 'registry.premises' ? target.premise_id : target.customer_id
  const [row] = await query<Record<string, SqlValue>>(
    tx,
    `select * from ${record.table} where id = ?`,
    [id]
  )
  return row!
}
