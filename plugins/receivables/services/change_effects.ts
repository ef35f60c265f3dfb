import { formatDate, formatRefMonth, refMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import type { EnumOption, OperationEffects } from '#core/records/index'
import type { UnsettledBatch } from '../domain/unsettled.ts'
import { CHARGE_TYPES, RECEIPT_CLASSES } from '../records/options.ts'
import type { ChangedReceipt, Linked } from './change_receipts.ts'
import { closedCents } from './undo_receipts.ts'

const labelOf = (options: readonly EnumOption[], value: string): string =>
  options.find((one) => one.value === value)?.label ?? value

const debtTitle = (chargeType: string, reference: string): string =>
  `${labelOf(CHARGE_TYPES, chargeType)}, ${formatRefMonth(refMonth(reference))}`

/** What undoing, moving or identifying a receipt would do, for who confirms it. */
export function changeEffects(change: ChangedReceipt): OperationEffects[] {
  const { undone, linked, paidOn, postedOn } = change
  return [
    ...(undone ? undoneEffects(undone, change.fromNumber) : []),
    ...(linked ? linkedEffects(linked, formatDate(paidOn)) : []),
    { title: 'Na contabilidade', lines: [`Lançado em ${formatDate(postedOn)}.`] },
  ].filter(({ lines, table }: OperationEffects) => lines.length > 0 || table !== undefined)
}

function undoneEffects(
  { settlements, credits, cancelled, credited }: UnsettledBatch,
  number: string | null
): OperationEffects[] {
  const opened = settlements.reduce((sum, one) => sum + closedCents(one), 0n)
  return [
    {
      title: 'Volta a ficar em aberto',
      lines: settlements.length
        ? [`${formatMoney(opened)} do documento ${number}, com o vencimento original.`]
        : ['Nada: este recebimento não tinha baixado débito nenhum.'],
      ...(settlements.length && {
        table: {
          head: ['Débito', 'Valor'],
          rows: settlements.map((one) => [
            debtTitle(one.chargeType, one.reference),
            formatMoney(closedCents(one)),
          ]),
        },
      }),
    },
    {
      title: 'Créditos e encargos',
      lines: [
        ...credits.map(
          ({ amountCents }) => `O crédito de ${formatMoney(amountCents)} que ele gerou é retirado.`
        ),
        ...cancelled.map(
          ({ chargeType, amountCents }) =>
            `${labelOf(CHARGE_TYPES, chargeType)}, ${formatMoney(amountCents)}: não se cobra mais na próxima fatura.`
        ),
        ...credited.map(
          ({ chargeType, amountCents, billedOn }) =>
            `${labelOf(CHARGE_TYPES, chargeType)}, ${formatMoney(amountCents)}: o documento ${billedOn} já cobrou; o cliente recebe esse valor como crédito na próxima fatura.`
        ),
      ],
    },
  ]
}

function linkedEffects(linked: Linked, paidOn: string): OperationEffects[] {
  const { number, items, creditCents, pending } = linked
  return [
    {
      title: `Fica quitado: documento ${number}`,
      lines: [
        `${formatMoney(linked.appliedCents)} aplicados com a data do pagamento, ${paidOn}: ${labelOf(RECEIPT_CLASSES, linked.class).toLowerCase()}.`,
        ...(creditCents > 0n ? [`${formatMoney(creditCents)} viram crédito do cliente.`] : []),
        ...pending.map(
          (one) =>
            `${labelOf(CHARGE_TYPES, one.charge_type)} de ${formatMoney(one.amount_cents)} vai para a próxima fatura.`
        ),
      ],
      ...(items.length && {
        table: {
          head: ['Débito', 'Vencimento', 'Valor'],
          rows: items.map((one) => [
            debtTitle(one.charge_type, one.reference),
            formatDate(one.due_on),
            formatMoney(one.amount_cents),
          ]),
        },
      }),
    },
  ]
}
