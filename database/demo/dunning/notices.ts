import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { type DunningMonth, type Promised, keepPaper, once, promise } from './month.ts'

/** Cut-off notices to who owes since a month or more, on paper, delivered at the door; letters to who owes less. */
export async function issueNotices(month: DunningMonth): Promise<void> {
  const { played, dates } = month
  const { on, municipalityId, reference } = played
  const run = await on.run('dunning.notices', 'Notificações de corte', { on: dates.noticed })
  await on.run('dunning.letters', 'Cartas de cobrança', {
    ...{ on: `${dates.noticed}/${reference}`, title: 'Quem deve até R$ 100,00' },
    filters: {
      ...{ premiseId: null, routes: ANY, references: ANY, invoices: ANY, months: ANY },
      ...{ cents: { from: null, until: 10_000n }, categories: [], situations: [] },
    },
  })
  await once(month, 'printed', async () => {
    await on.run('dunning.print', 'Impressão das notificações', { run: run.id, title: 'Cortes' })
    const files = await query<{ file_id: bigint }>(
      db,
      'select file_id from dunning_files where municipality_id = ? and run_id = ? order by position',
      [municipalityId, run.id]
    )
    for (const { file_id: id } of files) {
      const { name, content } = await readStoredFile(db, municipalityId, id)
      on.keep(name, content)
    }
    return {}
  })
  await deliver(month)
}

const ANY = { from: null, until: null }

async function deliver({ played, dates }: DunningMonth): Promise<void> {
  const { on, municipalityId } = played
  const waiting = await query<{ id: bigint }>(
    db,
    `select id from dunning_notices where municipality_id = ? and kind = 'cut_notice' and state = 'pending'
        and issued_on = ? and delivered_on is null order by id`,
    [municipalityId, dates.noticed]
  )
  for (const { id } of waiting) {
    await runAction('dunning.deliver_notice', {
      actor: on.actor,
      input: {
        ...{ id: Number(id), delivered_on: dates.noticed, delivery: 'hand' },
        delivery_proof: 'Protocolo assinado no imóvel',
      },
    })
  }
}

interface Noticed {
  readonly id: bigint
  readonly premise_id: bigint
  readonly amount_cents: bigint
  readonly number: string
  readonly invoice_id: bigint
}

/** The cut-off notices of the month that still ask for money, in order. */
const pending = (municipalityId: bigint, issuedOn: CivilDate) =>
  query<Noticed>(
    db,
    `select n.id, n.premise_id, n.amount_cents, d.number, min(b.origin_id) as invoice_id
       from dunning_notices n join receivables_documents d on d.id = n.document_id
       join dunning_notice_debts b on b.notice_id = n.id and b.origin_type = 'billing.invoice'
      where n.municipality_id = ? and n.kind = 'cut_notice' and n.state = 'pending' and n.issued_on = ?
      group by n.id, d.number order by n.id`,
    [municipalityId, issuedOn]
  )

/** Of each so many notices, one is paid by its own code; the figures after it say who agrees and who brings a proof. */
const PAY_OF = 3
const PLANS = 3
/** What comes to the least instalment of the policy, in three. */
const PLAN_CENTS = 12_000n
const PROOFS = 2

export async function answerNotices(month: DunningMonth): Promise<void> {
  const { played, dates } = month
  const { municipalityId } = played
  await promise(month, 'notices', async () => {
    const notices = await pending(municipalityId, dates.noticed)
    return notices
      .filter((_, place) => place % PAY_OF === 0)
      .map(({ number, amount_cents: cents }, place) => ({
        ...{ number, cents: String(cents), paidOn: addDays(dates.answered, place % 4) },
      }))
  })
  await promise(month, 'plans', () => signPlans(month))
  await once(month, 'proofs', () => bringProofs(month))
}

const others = async ({ played: { municipalityId }, dates }: DunningMonth) => {
  const notices = await pending(municipalityId, dates.noticed)
  return notices.filter((_, place) => place % PAY_OF !== 0)
}

/** Customers agree at the desk, and pay the slip of the down payment some days later. */
async function signPlans(month: DunningMonth): Promise<Promised[]> {
  const { played, dates } = month
  const all = await others(month)
  const wanted = all.filter(({ amount_cents: cents }) => cents >= PLAN_CENTS)
  const slips: Promised[] = []
  for (const [place, { premise_id: premise, invoice_id: invoice }] of wanted
    .slice(0, PLANS)
    .entries()) {
    const signed = (await runAction('plans.sign', {
      actor: played.on.actor,
      input: {
        ...{ premise_id: Number(premise), instalments: 3 },
        debts: [`bill:billing.invoice:${invoice}`],
      },
    })) as { id: bigint; number: string }
    const subject = { type: 'plans.agreements', id: signed.id }
    const name = `termo-parcelamento-${signed.number.replace('/', '-')}.pdf`
    if (place === 0) await keepPaper(month, { subject, template: 'plans.term', name })
    const rows = await query<{ number: string; cents: string }>(
      db,
      `select document_number as number, amount_cents::text as cents from plans_slips where agreement_id = ? order by number`,
      [signed.id]
    )
    slips.push(...rows.map((one) => ({ ...one, paidOn: addDays(dates.answered, 2) })))
  }
  return slips
}

/** Somebody shows the receipt of a payment that the bank has not told of. */
async function bringProofs(month: DunningMonth): Promise<{ invoices: string[] }> {
  const all = await others(month)
  const wanted = all.slice(PLANS, PLANS + PROOFS)
  const [reason] = await query<{ code: string }>(
    db,
    'select code from billing_situation_reasons where municipality_id = ? and is_active order by code limit 1',
    [month.played.municipalityId]
  )
  for (const { invoice_id: id } of wanted) {
    await runAction('billing.await_bank', {
      actor: month.played.on.actor,
      input: { id: Number(id), reason_code: reason!.code },
      reason: 'Comprovante de pagamento apresentado no balcão',
    })
  }
  return { invoices: wanted.map(({ invoice_id: id }) => String(id)) }
}
