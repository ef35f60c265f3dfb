import { formatDate, formatRefMonth, refMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import type { OperationEffects } from '#core/records/index'
import { CHARGE_TYPES } from '../../records/options.ts'
import type { Allocated } from './allocate_receipt.ts'

/** What sharing a payment would do, for who confirms it. */
export function allocationEffects(allocated: Allocated): OperationEffects[] {
  const { lines, amountCents, allocatedCents, withheldCents, disallowedCents, creditCents } =
    allocated
  return [
    {
      title: `Ficam quitadas: ${lines.length} ${lines.length === 1 ? 'fatura' : 'faturas'}`,
      lines: [],
      table: {
        head: ['Fatura', 'Em aberto', 'Pago', 'Retido', 'Glosado'],
        rows: lines.map((one) => [
          `${formatRefMonth(refMonth(one.reference))}${one.number ? ` · ${one.number}` : ''}`,
          ...[one.openCents, one.amountCents, one.withheldCents, one.disallowedCents].map((cents) =>
            formatMoney(cents)
          ),
        ]),
      },
    },
    {
      title: 'O pagamento',
      lines: [
        `${formatMoney(allocatedCents)} de ${formatMoney(amountCents)}, com a data do pagamento, ${formatDate(allocated.paidOn)}.`,
        ...said(withheldCents, 'fecham como tributo retido pelo órgão; peça o comprovante.'),
        ...said(disallowedCents, 'glosados vão para as próximas faturas, com o motivo.'),
        ...said(creditCents, 'sobram e viram crédito do órgão.'),
        ...allocated.pending.map(
          (one) =>
            `${CHARGE_TYPES.find(({ value }) => value === one.charge_type)?.label ?? one.charge_type}: ${formatMoney(one.amount_cents)} vão para as próximas faturas.`
        ),
      ],
    },
    { title: 'Na contabilidade', lines: [`Lançado em ${formatDate(allocated.postedOn)}.`] },
  ]
}

const said = (cents: bigint, what: string): string[] =>
  cents > 0n ? [`${formatMoney(cents)} ${what}`] : []
