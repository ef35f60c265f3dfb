import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction, previewAction, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { BusinessError } from '#core/kernel/index'
import { Dec, MoneyError, centsText, formatDecimal, parseMoney } from '#core/money/index'
import { andInside, registeredCodes } from '#core/records/index'
import { allocateReceiptAction } from '../actions/allocations.ts'
import { type ListedInvoice, readAllocationList } from '../domain/propose_allocation.ts'
import { errors } from '../errors.ts'
import { CHANNELS } from '../records/options.ts'
import type { Allocated } from '../services/allocations/allocate_receipt.ts'
import {
  MOST_DEBTS,
  type ProposedAllocation,
  proposedAllocation,
} from '../services/allocations/allocation_debts.ts'
import { allocationEffects } from '../services/allocations/allocation_effects.ts'

const asked = vine.create({
  receipt: rowId().optional(),
  body: rowId().optional(),
  list: vine.string().trim().maxLength(60_000).optional(),
  commitment: vine.string().trim().maxLength(200).optional(),
})

const WHY = {
  listed: 'As faturas da relação que veio com o pagamento.',
  all: 'O pagamento é igual a tudo o que o órgão tem em aberto.',
  month: 'O pagamento é igual às faturas de um mês.',
  until_month: 'O pagamento é igual a tudo o que está em aberto até um mês.',
  combination: 'Só este conjunto de faturas soma o valor do pagamento.',
  oldest: 'Nenhum conjunto soma o valor do pagamento: as mais antigas que ele cobre inteiras.',
  nothing: 'O pagamento não cobre nenhuma fatura inteira.',
} as const

type Fields = Record<string, unknown>

/** The desk where a payment of a public body is shared over the invoices of its units. */
export default class AllocationController {
  async show(ctx: HttpContext) {
    ctx.authorize('receivables.allocate')
    const { receipt, body, list, commitment } = await ctx.request.validateUsing(asked)
    if (!receipt || !body) return this.#start(ctx, { receipt, body })
    const { listed, unread } = readAllocationList(list ?? '')
    const found = await this.#proposed(ctx, { receipt, body, listed })
    return this.#desk(ctx, found, { list, commitment, unread, typed: null })
  }

  /** The same for other systems. */
  async proposal(ctx: HttpContext) {
    ctx.authorize('receivables.allocate')
    const { receipt, body, list } = await ctx.request.validateUsing(asked)
    const { listed, unread } = readAllocationList(list ?? '')
    if (unread.length > 0) throw errors.E_RECEIVABLES_ALLOCATION_LIST({ line: unread[0]! })
    const found = await this.#proposed(ctx, { receipt: receipt ?? 0, body: body ?? 0, listed })
    return proposalJson(found)
  }

  async store(ctx: HttpContext) {
    ctx.authorize('receivables.allocate')
    const { actor, request, response, session } = ctx
    const fields = request.all() as Fields
    const { receipt, body, list, commitment } = await asked.validate(filled(fields))
    const { listed, unread } = readAllocationList(list ?? '')
    const found = await this.#proposed(ctx, { receipt: receipt!, body: body!, listed })
    const shown = { list, commitment, unread, typed: fields }
    try {
      const input = {
        ...{ receipt_id: String(receipt), body_id: String(body), commitment },
        lines: linesOf(found, fields),
      }
      if (fields['confirmed'] !== 'true') {
        const effects = await previewAction(
          allocateReceiptAction,
          { actor, input },
          async (context, given) =>
            allocationEffects((await allocateReceiptAction.run(context, given)) as Allocated)
        )
        return await this.#desk(ctx, found, { ...shown, effects })
      }
      const { description, output } = await performAction<object, Allocated>(
        allocateReceiptAction.name,
        { actor, input }
      )
      session.flash('done', `${description}.`)
      return response.redirect().toPath(`/receivables/allocations/${output.id}`)
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error
      response.status(error.status)
      return this.#desk(ctx, found, { ...shown, problem: error.people })
    }
  }

  /** Which payment, of which body. */
  async #start(
    { actor, view }: HttpContext,
    chosen: { readonly receipt: number | undefined; readonly body: number | undefined }
  ) {
    const { municipalityId } = actor
    const inside = andInside('customer_id', 'registry.customers', actor)
    const bodies = await query<{ id: bigint; name: string }>(
      db,
      `select id, name from registry_paying_bodies where municipality_id = ?${inside.sql} order by name, id limit 500`,
      [municipalityId, ...inside.bindings]
    )
    const receipts = await query<{
      id: bigint
      paid_on: string
      amount_cents: bigint
      channel: string
      proof: string | null
      body_id: bigint | null
    }>(
      db,
      `select r.id, r.paid_on, r.amount_cents, r.channel, r.proof, b.id as body_id
         from receivables_receipts r
         left join lateral (select id from registry_paying_bodies where municipality_id = r.municipality_id
                              and customer_id = r.payer_id order by id limit 1) b on true
        where r.municipality_id = ? and r.state = 'unidentified' order by (r.id = ?) desc, r.paid_on desc, r.id desc limit 100`,
      [municipalityId, chosen.receipt ?? 0]
    )
    const suggested = receipts.find(({ id }) => Number(id) === chosen.receipt)?.body_id ?? null
    return view.render('receivables::allocation_start', {
      ...{ bodies, receipts, channels: CHANNELS, receipt: chosen.receipt ?? null },
      body: chosen.body ?? (suggested === null ? null : Number(suggested)),
    })
  }

  #proposed(
    { actor }: HttpContext,
    { receipt, body, listed }: { receipt: number; body: number; listed: readonly ListedInvoice[] }
  ): Promise<ProposedAllocation> {
    const { municipalityId } = actor
    return db.transaction((tx) =>
      proposedAllocation(tx, {
        ...{ municipalityId, actor, receiptId: BigInt(receipt), bodyId: BigInt(body), listed },
      })
    )
  }

  async #desk(
    { actor, view }: HttpContext,
    { money, body, debts, proposal, missing }: ProposedAllocation,
    { typed, ...shown }: { typed: Fields | null } & Fields
  ) {
    const amounts = debts.map((debt) => {
      const cents = proposal.amounts.get(debt.key)
      return cents === undefined ? '' : formatDecimal(Dec.ofCents(cents), 2)
    })
    const text = (name: string) => String(typed?.[name] ?? '')
    return view.render('receivables::allocation', {
      ...{ payment: money, body, missing, why: WHY[proposal.reason], isGross: proposal.isGross },
      ...{ isCut: debts.length === MOST_DEBTS, effects: null, problem: null, ...shown },
      debts: debts.map((debt, index) => ({
        ...debt,
        field: fieldOf(debt),
        amount: typed ? text(`amount-${fieldOf(debt)}`) : amounts[index]!,
        reason: text(`reason-${fieldOf(debt)}`),
      })),
      reasons: await registeredCodes('receivables.disallowance_reasons', actor.municipalityId),
      proposedCents: [...proposal.amounts.values()].reduce((sum, one) => sum + one, 0n),
    })
  }
}

const fieldOf = ({ itemIds }: { readonly itemIds: readonly bigint[] }): string => String(itemIds[0])

const filled = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''))

/** The chosen debts: those with an amount. @throws BusinessError E_RECEIVABLES_NOTHING_CHOSEN */
function linesOf({ debts }: ProposedAllocation, fields: Fields) {
  const lines = debts.flatMap((debt) => {
    const text = String(fields[`amount-${fieldOf(debt)}`] ?? '').trim()
    const cents = text === '' ? 0n : centsOf(text)
    if (cents <= 0n) return []
    const reason = String(fields[`reason-${fieldOf(debt)}`] ?? '')
    return [
      {
        ...{ item_ids: debt.itemIds.map(String), amount_cents: String(cents) },
        ...(reason === '' ? {} : { reason_code: reason }),
      },
    ]
  })
  if (lines.length === 0) throw errors.E_RECEIVABLES_NOTHING_CHOSEN()
  return lines
}

/** @throws BusinessError E_RECEIVABLES_MONEY */
function centsOf(text: string): bigint {
  try {
    return parseMoney(text)
  } catch (error) {
    if (error instanceof MoneyError) throw errors.E_RECEIVABLES_MONEY({ text: text.slice(0, 40) })
    throw error
  }
}

const proposalJson = ({ money, body, debts, proposal, missing }: ProposedAllocation) => ({
  receipt: {
    ...{ id: String(money.receiptId), paid_on: money.paidOn },
    amount: centsText(money.amountCents),
  },
  body: { id: String(body.id), name: body.name },
  ...{ reason: proposal.reason, why: WHY[proposal.reason], is_gross: proposal.isGross, missing },
  debts: debts.map((debt) => ({
    ...{ item_ids: debt.itemIds.map(String), document: debt.number, reference: debt.reference },
    ...{ due_on: debt.dueOn, registration: debt.registration },
    ...{ open: centsText(debt.openCents), withheld: centsText(debt.withheldCents) },
    proposed: centsText(proposal.amounts.get(debt.key) ?? 0n),
  })),
})
