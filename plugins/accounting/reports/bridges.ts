import { type Tx, query } from '#core/database/index'
import { type Bridge, type BridgeScope, type BridgeTerm, oncePerClosing } from '#core/reports/index'
import { formatRefMonth } from '#core/calendar/index'
import { chargeTotals } from '#plugins/billing/api'
import { type LedgerTotals, ledgerTotals } from '#plugins/receivables/api'
import type { Purpose } from '../domain/chart.ts'
import { waitingEffect } from '../domain/effects.ts'
import { balancesByPurpose, currentChart, movements, waitingSums } from '../services/balances.ts'

/*
 * The books against the business: the accounts of a purpose, with what is parked, must be what the other plugins say of
 * themselves. Accounts belong to no billing group: the whole municipality is compared, as it stands now.
 */

interface Side {
  readonly name: string
  readonly label: string
  readonly value: bigint
  readonly sign?: BridgeTerm['sign']
}

async function ledgerSide(
  tx: Tx,
  scope: BridgeScope,
  purpose: Purpose,
  reference: BridgeScope['reference'] | null = null
): Promise<BridgeTerm[]> {
  const { municipalityId } = scope
  const { balances, waiting } = await oncePerClosing(
    scope,
    `accounting.books_${reference}`,
    async () => {
      const chart = await currentChart(municipalityId)
      const moved = await movements(tx, municipalityId, reference)
      const sums = await waitingSums(tx, municipalityId, reference)
      return { balances: balancesByPurpose(chart, moved), waiting: sums }
    }
  )
  return [
    {
      name: 'ledger',
      label: 'Saldo na contabilidade',
      sign: '+',
      value: balances.get(purpose) ?? 0n,
    },
    {
      name: 'unposted',
      label: 'Movimentos ainda sem conta',
      sign: '+',
      value: waitingEffect(waiting, purpose),
    },
  ]
}

const sideTerms = (sides: readonly Side[]): BridgeTerm[] =>
  sides.map(({ sign = '=', ...side }) => ({ ...side, sign }))

interface Shape {
  readonly name: Bridge['name']
  readonly title: string
  readonly purpose: Purpose
  sides(totals: LedgerTotals, tx: Tx, scope: BridgeScope): Promise<Side[]> | Side[]
}

const bridgeOf = ({ name, title, purpose, sides }: Shape): Bridge => ({
  name,
  title,
  unit: 'cents',
  isOfMunicipality: true,
  async terms(tx, scope) {
    const totals = await oncePerClosing(scope, 'receivables.ledger', () =>
      ledgerTotals(tx, scope.municipalityId)
    )
    return [...(await ledgerSide(tx, scope, purpose)), ...sideTerms(await sides(totals, tx, scope))]
  },
})

interface PassedTotals {
  readonly passed: bigint
  readonly fees: bigint
}

/** What was handed over to third parties, and the fees kept of it. */
async function passedOn(tx: Tx, municipalityId: bigint): Promise<PassedTotals> {
  const [totals] = await query<PassedTotals>(
    tx,
    `select coalesce(sum(due_cents), 0)::bigint as passed, coalesce(sum(fee_cents), 0)::bigint as fees
       from receivables_statements where municipality_id = ? and state = 'transferred'`,
    [municipalityId]
  )
  return totals!
}

const receivables = bridgeOf({
  name: 'accounting.receivables',
  title: 'Contabilidade: contas a receber',
  purpose: 'receivables',
  sides: (totals) => [
    { name: 'open_own', label: 'Débitos em aberto do prestador', value: totals.openOwn },
    { name: 'open_third', label: 'Débitos em aberto de terceiros', value: totals.openThirdParty },
    {
      name: 'pending',
      label: 'A lançar na próxima fatura',
      value: totals.pendingOwn + totals.pendingThirdParty,
    },
  ],
})

const cash = bridgeOf({
  name: 'accounting.cash',
  title: 'Contabilidade: bancos e valores em trânsito',
  purpose: 'cash',
  async sides({ receipts, refunded, offset }, tx, { municipalityId }) {
    const { passed } = await passedOn(tx, municipalityId)
    return [
      { name: 'passed', label: 'Repassado a terceiros', sign: '+', value: passed },
      { name: 'refunded', label: 'Devolvido a clientes', sign: '+', value: refunded },
      { name: 'offset', label: 'Quitado por encontro de contas', sign: '+', value: offset },
      { name: 'receipts', label: 'Recebimentos', value: receipts },
    ]
  },
})

const offsets = bridgeOf({
  name: 'accounting.offsets',
  title: 'Contabilidade: encontros de contas',
  purpose: 'offsets',
  sides: ({ offset }) => [
    // What is settled so lowers what the utility owes.
    { name: 'offset', label: 'Quitado por encontro de contas', sign: '+', value: offset },
    { name: 'owed', label: 'Obrigações de outros livros', value: 0n },
  ],
})

const customerCredits = bridgeOf({
  name: 'accounting.customer_credits',
  title: 'Contabilidade: créditos de usuários e valores a identificar',
  purpose: 'customer_credits',
  sides: ({ openCredits, unidentifiedReceipts }) => [
    { name: 'credits', label: 'Créditos de usuários em aberto', value: openCredits },
    { name: 'unidentified', label: 'Recebimentos a identificar', value: unidentifiedReceipts },
  ],
})

const withheldTaxes = bridgeOf({
  name: 'accounting.withheld_taxes',
  title: 'Contabilidade: tributos retidos por pagadores',
  purpose: 'withheld_taxes',
  sides: ({ withheld }) => [{ name: 'withheld', label: 'Retido em recebimentos', value: withheld }],
})

const lateRevenue = bridgeOf({
  name: 'accounting.late_revenue',
  title: 'Contabilidade: multas e juros',
  purpose: 'late_revenue',
  sides: ({ lateOwn }) => [
    { name: 'late', label: 'Encargos por atraso do prestador', value: lateOwn },
  ],
})

const thirdParties = bridgeOf({
  name: 'accounting.third_parties',
  title: 'Contabilidade: valores de terceiros',
  purpose: 'third_parties',
  async sides({ lateThirdParty, forgivenThirdParty, takenOverThirdParty }, tx, { municipalityId }) {
    const { passed, fees } = await passedOn(tx, municipalityId)
    const charged = await chargeTotals(tx, municipalityId, null)
    return [
      { name: 'charged', label: 'Cobranças de terceiros faturadas', value: charged.thirdParty },
      {
        name: 'taken_over',
        label: 'Débitos de terceiros trazidos do sistema anterior',
        value: takenOverThirdParty,
      },
      { name: 'late', label: 'Encargos de terceiros por atraso', value: lateThirdParty },
      { name: 'passed', label: 'Repassado a terceiros', sign: '+', value: passed + fees },
      {
        name: 'forgiven',
        label: 'Diferenças de terceiros dispensadas',
        sign: '+',
        value: forgivenThirdParty,
      },
    ]
  },
})

const revenue: Bridge = {
  name: 'accounting.revenue',
  title: 'Contabilidade: receita faturada',
  unit: 'cents',
  isOfMunicipality: true,
  async terms(tx, scope) {
    const { municipalityId, reference } = scope
    const charged = await chargeTotals(tx, municipalityId, reference)
    const label = `Cobranças do prestador na referência ${formatRefMonth(reference)}`
    return [
      ...(await ledgerSide(tx, scope, 'revenue', reference)),
      ...sideTerms([{ name: 'charged', label, value: charged.own }]),
    ]
  },
}

export default [
  ...[receivables, cash, revenue],
  ...[lateRevenue, thirdParties, customerCredits, withheldTaxes, offsets],
] as readonly Bridge[]
