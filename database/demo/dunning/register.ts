import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { type DunningMonth, keepPaper, once } from './month.ts'

/** Of those who are proposed, so many terms are decided: the legal officer inscribes them. */
const TERMS = 3

interface Row {
  readonly id: bigint
  readonly number: string
}

/** The month's debts are proposed; the officer inscribes some, they take their place in a book, and their debtors are notified. */
export async function inscribe(month: DunningMonth): Promise<void> {
  const { played, dates, officer } = month
  const { on, municipalityId, from } = played
  const span = { dueFrom: from, dueUntil: addDays(dates.noticed, -30) }
  await on.run('debt_register.propose', 'Proposta de inscrição em dívida ativa', {
    ...{ ...span, on: dates.inscribed },
  })
  await once(month, 'inscribed', async () => {
    const terms = await query<Row>(
      db,
      `select id, '' as number from debt_register_terms where municipality_id = ? and state = 'proposed' order by id limit ?`,
      [municipalityId, TERMS]
    )
    if (terms.length === 0) return { terms: [] }
    for (const { id } of terms) {
      await runAction('debt_register.approve_term', { actor: officer, input: { id: Number(id) } })
    }
    await runAction('debt_register.generate_book', {
      actor: on.actor,
      input: { due_from: span.dueFrom, due_until: span.dueUntil },
    })
    for (const { id } of terms) {
      await runAction('debt_register.issue_notice', { actor: on.actor, input: { id: Number(id) } })
    }
    on.say(`  Dívida ativa: ${terms.length} termos inscritos`)
    return { terms: terms.map(({ id }) => String(id)) }
  })
}

const papersOf = ({ played: { municipalityId } }: DunningMonth, kind: string, state: string) =>
  query<Row>(
    db,
    'select id, number from debt_register_papers where municipality_id = ? and kind = ? and state = ? order by id',
    [municipalityId, kind, state]
  )

/** The notices came back signed. */
export async function receiveNotices(month: DunningMonth): Promise<void> {
  const { on } = month.played
  for (const { id } of await papersOf(month, 'notice', 'issued')) {
    await runAction('debt_register.record_receipt', {
      actor: on.actor,
      input: { id: Number(id), received_on: addDays(month.dates.received, -1) },
    })
  }
}

/** A certificate for each debtor who did not pay meanwhile, and the first on paper. */
export async function certify(month: DunningMonth): Promise<void> {
  const { played, dates } = month
  // Signed by the officer.
  const args = { kind: 'certificate', on: dates.certified }
  await runInline('debt_register.papers', args, month.officer)
  await once(month, 'certified', async () => {
    const [first] = await papersOf(month, 'certificate', 'issued')
    if (!first) return {}
    const [paper] = await query<{ template: string }>(
      db,
      `select template from documents_issued where municipality_id = ? and subject_type = 'debt_register.papers' and subject_id = ?`,
      [played.municipalityId, first.id]
    )
    await keepPaper(month, {
      ...{ subject: { type: 'debt_register.papers', id: first.id }, template: paper!.template },
      name: `cda-${first.number.replace('/', '-')}.pdf`,
    })
    return {}
  })
}
