import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { isUniqueViolation, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { BLOCKED } from '../records/options.ts'
import { recall } from '../services/cut/review_cases.ts'
import { caseOfPremise } from '../services/cut/standing_cases.ts'

interface Block {
  readonly id: bigint
  readonly premiseId: bigint
  readonly what: string
}

const whatWords = (what: string): string =>
  BLOCKED.find(({ value }) => value === what)!.label.toLowerCase()
const recordAt = (task: string) => ({
  ...{ task, group: 'Cobrança' },
  unit: (_: unknown, { premiseId: id }: Block) => ({ type: 'registry.premises', id }),
})
const subject = (_: unknown, { id }: Block) => ({ type: 'dunning.blocks', id })

const placing = vine.create({
  premise_id: rowId(),
  what: vine.enum(BLOCKED.map(({ value }) => value)),
  until_on: civilDay().optional(),
  opinion: vine.string().trim().minLength(5).maxLength(2000),
})

/** Leaves a premise out of notices, of cut-off orders, or of both; an order that is out is called back (TR-3.2.9.15). */
export const blockAction: Action<Infer<typeof placing>, Block> = {
  name: 'dunning.block',
  title: 'Bloquear imóvel para cobrança',
  permission: 'dunning.block',
  input: placing,
  labels: { premise_id: 'Imóvel', what: 'O que bloqueia', until_on: 'Até', opinion: 'Parecer' },
  reason: 'none',
  subject,
  async run(context, { premise_id: premise, what, until_on: until, opinion }) {
    const { tx, municipalityId, actor } = context
    const premiseId = BigInt(premise)
    await requirePremise(context, premiseId)
    const from = await todayIn(tx, municipalityId)
    if (until && until < from) {
      throw errors.E_DUNNING_BLOCK_UNTIL({ on: formatDate(until), from: formatDate(from) })
    }
    if (what !== 'notices') await recallOrder(context, { premiseId, on: from })
    try {
      const [row] = await query<{ id: bigint }>(
        tx,
        `insert into dunning_blocks (municipality_id, premise_id, what, since_on, until_on, opinion, placed_by)
         values (?, ?, ?, ?, ?, ?, ?) returning id`,
        [municipalityId, premiseId, what, from, until ?? null, opinion, actor.name]
      )
      return { id: row!.id, premiseId, what }
    } catch (error) {
      if (isUniqueViolation(error)) throw errors.E_DUNNING_BLOCKED({ id: premiseId })
      throw error
    }
  },
  describe: ({ until_on: until, opinion }, { what }) =>
    `Imóvel bloqueado: ${whatWords(what)}${until ? `, até ${formatDate(until)}` : ''}. Parecer: ${opinion}`,
  serviceRecord: recordAt('Bloqueio de cobrança'),
}

async function recallOrder(
  { tx, municipalityId }: ActionContext,
  { premiseId, on }: { readonly premiseId: bigint; readonly on: CivilDate }
): Promise<void> {
  const standing = await caseOfPremise(tx, municipalityId, premiseId)
  if (standing?.state !== 'ordered') return
  await recall(tx, { municipalityId, on, why: 'imóvel bloqueado para cortes' }, [standing])
}

/** @throws E_DUNNING_PREMISE_UNKNOWN, also to who works elsewhere */
async function requirePremise(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<void> {
  const [premise] = await query(
    tx,
    'select from registry_premises where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (premise && !(await isOutside(tx, actor, { type: 'registry.premises', id }))) return
  throw errors.E_DUNNING_PREMISE_UNKNOWN({ id })
}

const lifting = vine.create({ id: rowId() })

/** The premise is asked and cut again as any other. */
export const liftBlockAction: Action<Infer<typeof lifting>, Block> = {
  name: 'dunning.lift_block',
  title: 'Liberar imóvel',
  permission: 'dunning.block',
  input: lifting,
  labels: { id: 'Bloqueio' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'dunning.blocks', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, reason }, { id }) {
    const [block] = await query<Block & { state: string }>(
      tx,
      `select id, premise_id as "premiseId", what, state from dunning_blocks
        where municipality_id = ? and id = ? for update`,
      [municipalityId, id]
    )
    if (!block) throw errors.E_DUNNING_BLOCK_UNKNOWN({ id })
    if (block.state === 'lifted') throw errors.E_DUNNING_BLOCK_LIFTED({ id })
    await query(
      tx,
      `update dunning_blocks set state = 'lifted', lifted_on = ?, lifted_by = ?, lift_opinion = ? where id = ?`,
      [await todayIn(tx, municipalityId), actor.name, reason, block.id]
    )
    return block
  },
  describe: (_, { what }) => `Imóvel liberado: ${whatWords(what)}`,
  serviceRecord: recordAt('Liberação de cobrança'),
}
