import { type CivilDate, formatRefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { issueDocument } from '#core/documents/index'
import { Dec, formatDecimal } from '#core/money/index'
import { type PremiseIdentity, type UtilityIdentity } from '#plugins/registry/api'
import { documentsByIds, lineBlocks } from '#plugins/receivables/api'
import { type BillData, billDocument } from '../documents/bill.ts'
import { type TermData, termDocument } from '../documents/term.ts'
import type { Policy } from '../domain/policy.ts'
import type { Party, Quote } from './quote.ts'
import type { Context, Made } from './sign.ts'
import { PLANS } from './standing_plan.ts'

/** The term to be signed and, with a down payment, its bill; both are kept as they were made. */
export async function issuePapers(context: Context, made: Made): Promise<void> {
  const { tx, municipalityId, actor, now: at } = context
  const utility = await utilityOn(context, made.today)
  const common = {
    municipalityId,
    on: made.today,
    at,
    actor,
    subject: { type: PLANS, id: made.id },
  }
  await issueDocument(tx, {
    ...{ ...common, template: termDocument.name },
    data: termData(made, utility, actor.name) as unknown as Json,
  })
  if (made.quote.slips.length === 0) return
  const slips = await query<BilledSlip>(
    tx,
    'select number, due_on, amount_cents, document_id from plans_slips where agreement_id = ? order by number',
    [made.id]
  )
  await issueBill(context, {
    ...{ id: made.id, party: made.quote.party, slips, today: made.today },
    title: `Entrada do parcelamento ${made.number}`,
    note: 'O parcelamento passa a valer quando a entrada é paga.',
    labelOf: ({ number }) => (slips.length === 1 ? 'Entrada' : `Entrada ${number}/${slips.length}`),
  })
}

const utilityOn = ({ tx, municipalityId }: Context, date: CivilDate) =>
  parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date },
  })

export interface BilledSlip {
  readonly number: number
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly document_id: bigint
}

export interface Billing {
  readonly id: bigint
  readonly party: Party
  readonly slips: readonly BilledSlip[]
  readonly today: CivilDate
  readonly title: string
  readonly note: string
  readonly labelOf: (slip: BilledSlip) => string
}

const addressOf = ({ street, number, complement }: PremiseIdentity): string =>
  [street, number ?? 's/n', ...(complement ? [complement] : [])].join(', ')

/** A paper with the codes of one or more documents of a plan. */
export async function issueBill(context: Context, billing: Billing): Promise<bigint> {
  const { tx, municipalityId, actor, now: at } = context
  const { id, party, slips, today, title, note, labelOf } = billing
  const {
    name,
    short_name: shortName,
    cnpj,
    address,
    sac_phone: phone,
  } = await utilityOn(context, today)
  const documents = await documentsByIds(
    tx,
    municipalityId,
    slips.map((slip) => slip.document_id)
  )
  const data: BillData = {
    utility: { name, short_name: shortName, cnpj, address, sac_phone: phone },
    ...{ title, note, issued_on: today, payer: { name: party.name, tax_id: party.taxpayerId } },
    premise: {
      registration: party.premise.registration_number,
      address: `${addressOf(party.premise)}, ${party.premise.district}`,
    },
    total_cents: String(slips.reduce((sum, slip) => sum + slip.amount_cents, 0n)),
    slips: slips.map((slip) => {
      const { number, barcode, line, pixPayload: pix } = documents.get(slip.document_id)!
      return {
        ...{ label: labelOf(slip), number, due_on: slip.due_on },
        amount_cents: String(slip.amount_cents),
        payment: { barcode: barcode!, line: lineBlocks(line!), pix },
      }
    }),
  }
  const issued = await issueDocument(tx, {
    ...{ municipalityId, template: billDocument.name, on: today, at, actor },
    ...{ subject: { type: PLANS, id }, data: data as unknown as Json },
  })
  return issued.id
}

const METHODS: Readonly<Record<Policy['method'], string>> = {
  price: 'Tabela Price',
  sac: 'SAC, amortização constante',
  simple: 'juros simples sobre cada parcela',
  flat: 'juros simples sobre o total, em partes iguais',
  none: 'sem juros',
}

/** In words: `Tabela Price, 1 % ao mês`. */
export function methodText({ method, monthly_percent: percent }: Policy): string {
  const rate = Dec.of(percent)
  if (method === 'none' || rate.isZero()) return METHODS.none
  return `${METHODS[method]}, ${formatDecimal(rate)} % ao mês`
}

function termData(made: Made, utility: UtilityIdentity, by: string): TermData {
  const { quote } = made
  const { party, policy, standing } = quote
  const { premise } = party
  return {
    utility: {
      ...{ name: utility.name, cnpj: utility.cnpj, address: utility.address },
      sac_phone: utility.sac_phone,
    },
    plan: {
      title: made.kind === 'replan' ? 'Termo de reparcelamento' : 'Termo de parcelamento',
      ...{ number: made.number, previous: standing?.number ?? null },
      ...{ signed_on: made.today, signed_by: by },
      ...sumsOf(quote),
      method: methodText(policy),
      effect:
        quote.downCents > 0n
          ? 'O parcelamento passa a valer quando a entrada é paga; as parcelas vão nas faturas seguintes do imóvel.'
          : 'O parcelamento vale desde a assinatura; as parcelas vão nas próximas faturas do imóvel.',
      breach: `Desfaz-se com ${policy.default_consecutive} parcela(s) seguida(s) em atraso, ou ${policy.default_total} ao todo: os débitos voltam com os vencimentos de origem, menos o que foi pago.`,
    },
    client: { name: party.name, tax_id: party.taxpayerId },
    premise: {
      ...{ registration: premise.registration_number, address: addressOf(premise) },
      district: premise.district,
    },
    debts: quote.chosen.map((debt) => ({
      ...{ title: debt.title, due_on: debt.dueOn, open_cents: String(debt.openCents) },
      origin:
        quote.from && debt.premiseId === quote.from.premise.id
          ? quote.from.premise.registration_number
          : null,
      charges_cents: String(debt.totalCents - debt.openCents),
      total_cents: String(debt.totalCents),
    })),
    schedule: quote.instalments.map((one) => ({
      label: `${one.number}/${quote.instalments.length}`,
      when: `fatura de ${formatRefMonth(one.reference)}`,
      principal_cents: String(one.principalCents),
      interest_cents: String(one.interestCents),
      amount_cents: String(one.amountCents),
    })),
    ...{ signatory: policy.signatory, city: premise.city },
  }
}

const sumsOf = (quote: Quote) => ({
  debt_cents: String(quote.openCents),
  fine_cents: String(quote.fineCents),
  interest_cents: String(quote.interestCents),
  correction_cents: String(quote.correctionCents),
  discount_cents: quote.discountCents > 0n ? String(quote.discountCents) : null,
  discount_law: quote.discountCents > 0n ? quote.discountLaw : null,
  negotiated_cents: String(quote.negotiatedCents),
  down_cents: quote.downCents > 0n ? String(quote.downCents) : null,
  down_due_on: quote.slips[0]?.dueOn ?? null,
  plan_interest_cents: String(quote.planInterestCents),
  total_cents: String(quote.totalCents),
})
