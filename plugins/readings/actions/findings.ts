import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { FINDING_FIELDS } from '../records/options.ts'
import { type FindingField, keepFindings } from '../services/keep_findings.ts'

const fields = FINDING_FIELDS.map(({ value }) => value) as FindingField[]
const subject = (_: unknown, { id }: { readonly id: bigint }) => ({ type: 'readings.findings', id })

const input = vine.create({
  premise_id: rowId(),
  field: vine.enum(fields),
  found_value: vine.string().trim().minLength(1).maxLength(120),
  found_on: civilDay(),
  reader_code: vine.string().trim().maxLength(30).optional(),
})

/** What a reader noted on paper other than the register says (TR-3.2.19.19). */
export const recordFindingAction: Action<Infer<typeof input>, { readonly id: bigint }> = {
  name: 'readings.record_finding',
  title: 'Registrar divergência',
  permission: 'readings.run',
  input,
  labels: {
    ...{ premise_id: 'Imóvel', field: 'Campo', found_value: 'Encontrado', found_on: 'Em' },
    reader_code: 'Leiturista (código)',
  },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor, now: at }, given) {
    const premiseId = BigInt(given.premise_id)
    if (await isOutside(tx, actor, { type: 'registry.premises', id: premiseId }))
      throw errors.E_READINGS_FINDING_SAME({ value: given.found_value })
    const [id] = await keepFindings(tx, { municipalityId, loadId: null, by: actor.name, at }, [
      {
        ...{ premiseId, field: given.field, value: given.found_value, foundOn: given.found_on },
        readerCode: given.reader_code ?? null,
      },
    ])
    if (!id) throw errors.E_READINGS_FINDING_SAME({ value: given.found_value })
    return { id }
  },
  describe: ({ found_value: value }) => `Divergência registrada: encontrado “${value}”`,
}

const one = vine.create({ id: rowId() })

/** The register was right: the finding stays in the history with the reason. */
export const rejectFindingAction: Action<Infer<typeof one>, { readonly id: bigint }> = {
  name: 'readings.reject_finding',
  title: 'Recusar divergência',
  permission: 'readings.run',
  input: one,
  labels: { id: 'Divergência' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId, actor, now, reason }, { id: given }) {
    const id = BigInt(given)
    const rows = await query(
      tx,
      `update readings_findings set rejected_at = ?, rejected_by = ?, reason = ?
        where municipality_id = ? and id = ? and rejected_at is null returning id`,
      [now, actor.name, reason, municipalityId, id]
    )
    if (!rows.length) throw errors.E_READINGS_FINDING_UNKNOWN({ id })
    return { id }
  },
  describe: () => 'Divergência recusada: o cadastro está certo',
}
