import db from '@adonisjs/lucid/services/db'
import { issuedOf } from '#core/documents/index'
import type { PageContext, Panel } from '#core/records/index'
import { caseRow } from '../services/cut/case_row.ts'
import { explainCase } from '../services/cut/explain_case.ts'
import { CASES } from '../services/cut/open_cases.ts'

/** Why the cut was ordered: computed again from what it was decided with, and the dossiers that were issued. */
export const caseDossier: Panel = {
  name: 'dunning.case_dossier',
  on: CASES,
  title: 'Por que se corta',
  permission: 'dunning.read',
  place: 10,
  view: 'dunning::case_dossier',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const row = await caseRow(tx, municipalityId, BigInt(String(id)))
    const explained = await db.transaction((within) => explainCase(within, row))
    const issued = await issuedOf(tx, municipalityId, { type: CASES, id: row.id }, 5)
    return {
      explained,
      notice: {
        ...{ number: row.notice_number, deliveredOn: row.delivered_on, dueOn: row.notice_due_on },
      },
      issued: issued.map((one) => one.id),
    }
  },
}
