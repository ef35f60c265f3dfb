import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { noteReprint } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { requireEnded } from '../jobs/clearances.ts'
import { WITHHELD } from '../records/clearance_options.ts'
import { type PrintedClearance, printClearance } from '../services/clearance_paper.ts'
import { issueClearances } from '../services/issue_clearances.ts'
import { CLEARANCE } from '../services/names.ts'

const asked = vine.create({
  premise_id: rowId(),
  year: vine.number().withoutDecimals().range([1990, 2200]),
})

interface Made {
  readonly id: bigint
  readonly issued: number
}

/** The statement of one premise, for who asks for it: of everybody billed there in the year (TR-3.2.19.68). */
export const issueClearanceAction: Action<Infer<typeof asked>, Made> = {
  name: 'certificates.issue_clearance',
  title: 'Emitir declaração de quitação',
  permission: 'certificates.issue',
  input: asked,
  labels: { premise_id: 'Imóvel', year: 'Ano' },
  reason: 'none',
  subject: (_, { id }) => ({ type: CLEARANCE, id }),
  async run({ tx, municipalityId, actor }, { premise_id: premise, year }) {
    const id = BigInt(premise)
    if (await isOutside(tx, actor, { type: 'registry.premises', id })) {
      throw errors.E_CERTIFICATES_UNKNOWN({ what: 'imóvel', id })
    }
    const on = await todayIn(tx, municipalityId)
    requireEnded(year, on)
    const { issued, withheld } = await issueClearances(tx, {
      ...{ municipalityId, year, premiseIds: [id], on, by: actor.name, means: 'document' },
      runId: null,
    })
    const [first] = issued
    if (first !== undefined) return { id: first, issued: issued.length }
    const [refused] = withheld
    if (!refused) throw errors.E_CERTIFICATES_NOTHING_BILLED({ year })
    throw errors.E_CERTIFICATES_NOT_CLEAR({ year, why: WITHHELD[refused.reason!].toLowerCase() })
  },
  describe: ({ year }, { issued }) =>
    issued === 1
      ? `Declaração de quitação de ${year} emitida`
      : `${issued} declarações de quitação de ${year} emitidas: uma de cada pessoa faturada no ano`,
}

const one = vine.create({ id: rowId() })

/** The statement on paper: kept the first time, as it was afterwards. */
export const printClearanceAction: Action<Infer<typeof one>, PrintedClearance> = {
  name: 'certificates.print_clearance',
  title: 'Imprimir declaração de quitação',
  permission: 'certificates.issue',
  input: one,
  labels: { id: 'Declaração' },
  reason: 'none',
  subject: ({ id }) => ({ type: CLEARANCE, id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now: at }, { id }) {
    const subject = { type: CLEARANCE, id: BigInt(id) }
    const printed = await printClearance(tx, { municipalityId, actor, at, id: subject.id })
    if (!printed || (await isOutside(tx, actor, subject))) {
      throw errors.E_CERTIFICATES_UNKNOWN({ what: 'declaração', id })
    }
    const { isAgain, id: issuedId } = printed
    if (isAgain) await noteReprint(tx, { municipalityId, issuedId, reason: null, at, actor })
    return printed
  },
  describe: (_, { number, isAgain }) =>
    `Declaração ${number} ${isAgain ? 'impressa de novo' : 'impressa pela primeira vez'}`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
