import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { APPROVE_AUTHORITY } from '../configuration/parameters.ts'
import {
  type Inscribed,
  TERM,
  type Term,
  inscribeTerm,
  refuseTerm,
} from '../services/decide_term.ts'

const one = vine.create({ id: rowId() })
const subject = ({ id }: { readonly id: number | string }) => ({ type: TERM, id: BigInt(id) })
const people = (count: number, singular: string, plural: string) =>
  `${count} ${count === 1 ? singular : plural}`

const approve: Action<Infer<typeof one>, Inscribed> = {
  name: 'debt_register.approve_term',
  title: 'Inscrever em dívida ativa',
  permission: 'debt_register.approve',
  input: one,
  labels: { id: 'Termo' },
  reason: 'none',
  authority: {
    ...{ parameter: APPROVE_AUTHORITY, unit: 'cents' },
    async measure({ tx, municipalityId, input: { id } }) {
      const [term] = await query<{ total_cents: bigint }>(
        tx,
        'select total_cents from debt_register_terms where municipality_id = ? and id = ?',
        [municipalityId, id]
      )
      return term?.total_cents ?? 0n
    },
  },
  subject,
  run: (context, { id }) => inscribeTerm(context, BigInt(id)),
  describe: (_, { number, entries, dropped, totalCents }) =>
    `Termo ${number}: ${people(entries, 'débito inscrito', 'débitos inscritos')}, ${formatMoney(totalCents)}${dropped ? `; ${people(dropped, 'ficou fora', 'ficaram fora')}` : ''}`,
  serviceRecord: {
    ...{ task: 'Inscrição em dívida ativa', group: 'Dívida ativa' },
    unit: (input, { premiseId }) =>
      premiseId === null ? subject(input) : { type: 'registry.premises', id: premiseId },
  },
}

const refusing = vine.create({
  id: rowId(),
  decision: vine.string().trim().minLength(5).maxLength(1000),
})

const refuse: Action<Infer<typeof refusing>, Term> = {
  name: 'debt_register.refuse_term',
  title: 'Recusar termo',
  permission: 'debt_register.approve',
  input: refusing,
  labels: { id: 'Termo', decision: 'Por que não se inscreve' },
  reason: 'none',
  subject,
  run: (context, { id, decision }) => refuseTerm(context, { id: BigInt(id), why: decision }),
  describe: ({ decision }) => `Termo recusado: ${decision}`,
}

export const decideActions: readonly Action[] = [approve, refuse]
