import { type CivilDate, dayOfWeek, daysBetween } from '#core/calendar/index'
import { loadPack, parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { readThumbnail } from '#core/files/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import { CUT_ORDERS } from '../../configuration/cut_parameter.ts'
import type { CaseFileData } from '../../documents/case_file.ts'
import { type DebtStanding, STANDINGS } from '../../domain/cut_debts.ts'
import type { CutPolicy } from '../../domain/cut_policy.ts'
import { CASE_STATES } from '../../records/cut_options.ts'
import { DELIVERIES } from '../../records/options.ts'
import { type CaseDebtRow, type CaseRow, caseDebtRows, caseRow } from './case_row.ts'
import { type ExplainedCase, explainCase } from './explain_case.ts'

interface About {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly on: CivilDate
  readonly by: string
}

const LEVELS = ['1º nível, no cavalete', '2º nível, no ramal', '3º nível, supressão'] as const
const ORDER_STATES: Readonly<Record<string, string>> = {
  ...{ open: 'aberta', done: 'feita', not_done: 'não feita', cancelled: 'cancelada' },
}
const DAYS = [
  ...['domingo', 'segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira'],
  'sábado',
]
const labelOf = (options: readonly { value: string; label: string }[], value: string) =>
  options.find((one) => one.value === value)?.label ?? value

/** What the dossier of a case says on a day. */
export async function caseFileData(
  tx: Tx,
  { municipalityId, id, on, by }: About
): Promise<CaseFileData> {
  const row = await caseRow(tx, municipalityId, id)
  const explained = await explainCase(tx, row)
  const debts = await caseDebtRows(tx, municipalityId, id)
  const pack = await loadPack(row.pack_id, tx)
  const policy = pack.at(row.opened_on).parameter<CutPolicy>(CUT_ORDERS)
  const identity = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  const { name, cnpj, address, sac_phone: phone } = identity
  return {
    utility: { name, cnpj, address, sac_phone: phone },
    case: casePart(row, explained),
    premise: {
      ...{ registration: row.registration, address: row.address, district: row.district },
    },
    debtor: { name: row.debtor, taxpayer_id: row.taxpayer_id },
    notice: noticePart(row),
    debts: debts.map(debtPart),
    facts: explained.facts,
    calendar: {
      ...{ allowed_from: row.allowed_from, known_until: row.known_until },
      hours: `das ${policy.first_hour} às ${policy.last_hour}`,
    },
    order: {
      ...{ number: row.order_number, service: row.service, opened_on: row.order_opened_on },
      state: ORDER_STATES[row.order_state]!,
    },
    execution: executionPart(row),
    photos: await photosOf(tx, municipalityId, row.order_id),
    reconnection:
      row.reconnection === null
        ? null
        : { number: row.reconnection, state: ORDER_STATES[row.reconnection_state!]! },
    ended: row.ended_on === null ? null : { on: row.ended_on, why: row.ended_why! },
    ...{ issued_on: on, issued_by: by },
  }
}

const casePart = (row: CaseRow, explained: ExplainedCase): CaseFileData['case'] => ({
  ...{ number: row.number, state: labelOf(CASE_STATES, row.state), level: LEVELS[row.level - 1]! },
  ...{ opened_on: row.opened_on, amount_cents: String(row.amount_cents), message: row.message },
  ...{ reason: explained.reason, rule: explained.rule, because: explained.because },
  configuration: explained.configuration,
})

const noticePart = (row: CaseRow): CaseFileData['notice'] => ({
  ...{ number: row.notice_number, issued_on: row.notice_issued_on, due_on: row.notice_due_on },
  ...{ delivered_on: row.delivered_on, delivery: labelOf(DELIVERIES, row.delivery) },
  ...{ proof: row.delivery_proof, days: daysBetween(row.delivered_on, row.opened_on) },
})

const debtPart = (debt: CaseDebtRow): CaseFileData['debts'][number] => ({
  document: debt.number ?? `${debt.origin_id}`,
  ...{ reference: debt.reference, due_on: debt.due_on },
  ...{ noticed_cents: String(debt.noticed_cents), open_cents: String(debt.open_cents) },
  ...{ cut_cents: String(debt.cut_cents), standing: STANDINGS[debt.standing as DebtStanding] },
})

function executionPart(row: CaseRow): CaseFileData['execution'] {
  const { executed_on: on, executed_time: time, reading, findings, closed_by: by } = row
  if (on === null || time === null) return null
  return {
    ...{ on, time, findings, by: by ?? '', weekday: DAYS[dayOfWeek(on)]! },
    reading: reading === null ? null : String(reading),
  }
}

const MOST_PHOTOS = 12

/** Small pictures of what the team photographed. */
async function photosOf(
  tx: Tx,
  municipalityId: bigint,
  orderId: bigint
): Promise<CaseFileData['photos']> {
  const rows = await query<{ file_id: bigint; name: string }>(
    tx,
    `select v.file_id, f.name from records_attachments a
       join records_attachment_versions v on v.attachment_id = a.id and v.number = a.version
       join files_objects f on f.id = v.file_id
      where a.municipality_id = ? and a.record_type = 'services.orders' and a.record_id = ? and a.kind = 'photo'
        and a.removed_at is null and f.thumbnail_as is not null order by a.id limit ${MOST_PHOTOS}`,
    [municipalityId, orderId]
  )
  const photos: { name: string; image: string }[] = []
  for (const { file_id: id, name } of rows) {
    const { content, mediaType } = await readThumbnail(tx, municipalityId, id)
    photos.push({
      name,
      image: `data:${mediaType};base64,${Buffer.from(content).toString('base64')}`,
    })
  }
  return photos
}
