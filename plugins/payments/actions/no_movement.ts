import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { findAgreement } from '../services/agreements.ts'
import { expectedBoard } from '../services/expected_board.ts'

interface Declared {
  readonly id: bigint
  readonly code: string
  readonly day: CivilDate
}

const declaration = vine.create({
  agreement_id: rowId(),
  day: civilDay(),
  reason: vine.string().trim().minLength(3).maxLength(300),
})

/** The bank says that it received nothing for a day: its file does not come, and the horizon passes on. */
export const declareNoMovement: Action<Infer<typeof declaration>, Declared> = {
  name: 'payments.declare_no_movement',
  title: 'Declarar dia sem movimento',
  permission: 'payments.import',
  input: declaration,
  labels: { agreement_id: 'Convênio', day: 'Arquivo do dia', reason: 'Como o banco declarou' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.no_movements', id }),
  async run(context, { agreement_id: agreementId, day, reason }) {
    const { tx, municipalityId, actor, now } = context
    const code = await requireMissing(context, BigInt(agreementId), day)
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into payments_no_movements (municipality_id, agreement_id, day, reason, declared_by, declared_at)
       values (?, ?, ?, ?, ?, ?) on conflict (agreement_id, day) where withdrawn_at is null do nothing returning id`,
      [municipalityId, BigInt(agreementId), day, reason, actor.name, now]
    )
    if (!row) throw errors.E_PAYMENTS_NO_MOVEMENT_KNOWN({ agreement: code, day: formatDate(day) })
    return { id: row.id, code, day }
  },
  describe: (_, { code, day }) => `Convênio ${code} sem movimento no arquivo de ${formatDate(day)}`,
}

/** @returns the agreement's code, when a file of the day is expected of it and has not come. */
async function requireMissing(
  { tx, municipalityId }: ActionContext,
  agreementId: bigint,
  day: CivilDate
): Promise<string> {
  const { code } = await findAgreement(tx, municipalityId, agreementId)
  const said = { agreement: code, day: formatDate(day) }
  const { agreements } = await expectedBoard(tx, municipalityId, { agreementId })
  const expected = agreements[0]?.files.find((one) => one.day === day)
  if (!expected) throw errors.E_PAYMENTS_NOT_EXPECTED(said)
  if (expected.state === 'declared') throw errors.E_PAYMENTS_NO_MOVEMENT_KNOWN(said)
  if (expected.state.startsWith('arrived')) throw errors.E_PAYMENTS_FILE_ARRIVED(said)
  return code
}

const one = vine.create({ id: rowId() })

/** The declaration was a mistake: the file is expected again. */
export const withdrawNoMovement: Action<Infer<typeof one>, Declared> = {
  name: 'payments.withdraw_no_movement',
  title: 'Desfazer a declaração',
  permission: 'payments.import',
  input: one,
  labels: { id: 'Declaração' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'payments.no_movements', id: BigInt(id) }),
  async run({ tx, municipalityId, now }, { id }) {
    const [row] = await query<Declared>(
      tx,
      `update payments_no_movements n set withdrawn_at = ? from payments_agreements g
        where g.id = n.agreement_id and n.municipality_id = ? and n.id = ? and n.withdrawn_at is null
        returning n.id, n.day, g.code`,
      [now, municipalityId, BigInt(id)]
    )
    if (!row) throw errors.E_PAYMENTS_NO_MOVEMENT_UNKNOWN({ id })
    return row
  },
  describe: (_, { code, day }) =>
    `Declaração desfeita: o arquivo de ${formatDate(day)} do convênio ${code} volta a ser esperado`,
}
